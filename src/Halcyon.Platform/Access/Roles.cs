namespace Halcyon.Platform.Access;

/// <summary>The roles an account can hold. A person always holds <see cref="Person"/>.</summary>
public static class Roles
{
    public const string Person = "person";
    public const string Therapist = "therapist";
    public const string Technologist = "technologist";
    public const string Clinician = "clinician";
    public const string Researcher = "researcher";
    public const string InstitutionAdmin = "institution_admin";
    public const string ProgramCoordinator = "program_coordinator";
    public const string Administrator = "administrator";

    /// <summary>Roles whose work is with people by name. Holding one of them beside researcher, an account may see names.</summary>
    public static IReadOnlyList<string> WorkingWithNames { get; } =
        [Therapist, Technologist, Clinician, InstitutionAdmin, ProgramCoordinator, Administrator];

    public static IReadOnlyList<string> All { get; } =
    [
        Person, Therapist, Technologist, Clinician, Researcher, InstitutionAdmin, ProgramCoordinator, Administrator,
    ];
}
