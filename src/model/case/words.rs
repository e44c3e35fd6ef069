//! The closed sets of words of case files: kinds, sizes, sectors, shares and the like.

use crate::choice;

choice! {
    /// Yin's six kinds of evidence.
    SourceKind {
        /// A conversation with somebody.
        Interview = "interview",
        /// Letters, reports, articles, web pages.
        Documentation = "documentation",
        /// Registers, statistics, lists.
        ArchivalRecord = "archival record",
        /// What somebody saw.
        DirectObservation = "direct observation",
        /// What somebody saw who took part.
        ParticipantObservation = "participant observation",
        /// A thing.
        PhysicalArtefact = "physical artefact",
    }
}

choice! {
    /// Kinds of actors in a cluster.
    ActorKind {
        /// A firm.
        Firm = "firm",
        /// A university, school or research institute.
        KnowledgeInstitution = "knowledge institution",
        /// A ministry, region, county or municipality.
        PublicAuthority = "public authority",
        /// An association of firms.
        IndustryAssociation = "industry association",
        /// Consultants and business service centres.
        BusinessService = "business service",
        /// Investors.
        VentureCapital = "venture capital",
        /// A hospital.
        Hospital = "hospital",
        /// Anything else.
        Other = "other",
    }
}

choice! {
    /// Sizes of firms.
    Size {
        /// One or a few persons.
        Micro = "micro",
        /// Small and medium-sized.
        Sme = "sme",
        /// Large.
        Large = "large",
    }
}

choice! {
    /// How much of a cluster a kind of actor is.
    Part {
        /// Most of the actors are of this kind.
        Main = "main",
        /// The source says that they dominate.
        Dominant = "dominant",
        /// They take an active part.
        Active = "active",
        /// They take part.
        Participating = "participating",
    }
}

choice! {
    /// Public or private.
    Sector {
        /// Public.
        Public = "public",
        /// Private.
        Private = "private",
        /// Both.
        Mixed = "mixed",
    }
}

choice! {
    /// How far the part of an actor is formalised.
    ActorForm {
        /// Informal.
        Informal = "informal",
        /// Formalised.
        Formalised = "formalised",
    }
}

choice! {
    /// Kinds of funding.
    FundingKind {
        /// A grant.
        Grant = "grant",
        /// Fees of the members.
        MembershipFee = "membership fee",
        /// Funding of projects.
        ProjectFunding = "project funding",
        /// Funding by universities.
        UniversityFunding = "university funding",
        /// Funds of no stated kind.
        Funds = "funds",
    }
}

choice! {
    /// How much of all funding one kind is.
    ShareWord {
        /// All of it.
        Solely = "solely",
        /// The main part.
        Mainly = "mainly",
        /// Most of it.
        Mostly = "mostly",
        /// A part.
        Partly = "partly",
        /// What comes on top.
        Supplementary = "supplementary",
    }
}

choice! {
    /// When funding applied.
    Phase {
        /// At the beginning.
        Initial = "initial",
        /// At the time of the record.
        Present = "present",
    }
}

choice! {
    /// A fee's period.
    Period {
        /// A year.
        Year = "year",
        /// A month.
        Month = "month",
    }
}

choice! {
    /// How confident an assessment is.
    Confidence {
        /// Low.
        Low = "low",
        /// Medium.
        Medium = "medium",
        /// High.
        High = "high",
    }
}

choice! {
    /// Full-time or part-time.
    Employment {
        /// Full-time.
        FullTime = "full-time",
        /// Part-time.
        PartTime = "part-time",
    }
}

choice! {
    /// Whether a source lists everything.
    ListKind {
        /// "for example", "such as", "and the like".
        Open = "open",
        /// "limited to".
        Closed = "closed",
    }
}

choice! {
    /// Whether a criterion is met.
    Answer {
        /// It is.
        Yes = "yes",
        /// In part.
        Partly = "partly",
        /// It is not.
        No = "no",
    }
}
