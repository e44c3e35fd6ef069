# warning[CB0112]: this file is not read, because of its name @1
