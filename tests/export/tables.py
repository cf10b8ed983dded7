"""The columns of each file as the specification's CSV tables list them, after the base columns."""

_1P1 = {
    "academicSessions": """
        title type startDate endDate parentSourcedId schoolYear
    """,
    "orgs": """
        name type identifier parentSourcedId
    """,
    "courses": """
        schoolYearSourcedId title courseCode grades orgSourcedId subjects subjectCodes
    """,
    "classes": """
        title grades courseSourcedId classCode classType location schoolSourcedId
        termSourcedIds subjects subjectCodes periods
    """,
    "users": """
        enabledUser orgSourcedIds role username userIds givenName familyName middleName
        identifier email sms phone agentSourcedIds grades password
    """,
    "enrollments": """
        classSourcedId schoolSourcedId userSourcedId role primary beginDate endDate
    """,
    "demographics": """
        birthDate sex americanIndianOrAlaskaNative asian blackOrAfricanAmerican
        nativeHawaiianOrOtherPacificIslander white demographicRaceTwoOrMoreRaces
        hispanicOrLatinoEthnicity countryOfBirthCode stateOfBirthAbbreviation
        cityOfBirth publicSchoolResidenceStatus
    """,
    "resources": """
        vendorResourceId title roles importance vendorId applicationId
    """,
    "classResources": """
        title classSourcedId resourceSourcedId
    """,
    "courseResources": """
        title courseSourcedId resourceSourcedId
    """,
    "categories": """
        title
    """,
    "lineItems": """
        title description assignDate dueDate classSourcedId categorySourcedId
        gradingPeriodSourcedId resultValueMin resultValueMax
    """,
    "results": """
        lineItemSourcedId studentSourcedId scoreStatus score scoreDate comment
    """,
}
_1P2 = {
    "users": """
        enabledUser username userIds givenName familyName middleName identifier email
        sms phone agentSourcedIds grades password userMasterIdentifier
        preferredGivenName preferredMiddleName preferredFamilyName primaryOrgSourcedId
        pronouns
    """,
    "roles": """
        userSourcedId roleType role beginDate endDate orgSourcedId userProfileSourcedId
    """,
}

_GRADEBOOK = ("categories", "lineItems", "results")

COLUMNS: dict[str, list[str]] = {name: columns.split() for name, columns in _1P1.items()}
COLUMNS_1P2: dict[str, list[str]] = {
    **{name: columns for name, columns in COLUMNS.items() if name not in _GRADEBOOK},
    **{name: columns.split() for name, columns in _1P2.items()},
}
