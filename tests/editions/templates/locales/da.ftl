industry = Erhverv
