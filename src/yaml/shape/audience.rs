//! For whom reports are made, and what each of these may see.

use crate::choice;

choice! {
    /// For whom reports are made. What says `disclosure: participants` is for participants and for those who work on the study.
    Audience {
        /// Those who work on the study.
        Internal = "internal",
        /// Those who took part in it.
        Participants = "participants",
        /// Everybody.
        Public = "public",
    }
}

impl Audience {
    /// Whether this audience may see what is disclosed to another one and all that are closer to the study.
    pub fn may_see(self, disclosure: Audience) -> bool {
        self <= disclosure
    }
}

#[cfg(test)]
mod tests {
    use super::Audience::{Internal, Participants, Public};

    #[test]
    fn whoever_is_closer_to_the_study_sees_more() {
        assert!([Internal, Participants, Public].iter().all(|own| Internal.may_see(*own)));
        assert_eq!([Internal, Participants, Public].map(|own| Participants.may_see(own)), [false, true, true]);
        assert_eq!([Internal, Participants, Public].map(|own| Public.may_see(own)), [false, false, true]);
    }
}
