namespace Halcyon.Platform.Sharing;

/// <summary>What a person may let a therapist see, by stable name.</summary>
public static class SharingScopes
{
    public const string CheckIns = "check_ins";
    public const string Journals = "journals";
    public const string Interventions = "interventions";
    public const string Summaries = "summaries";
    public const string Recordings = "recordings";
}

/// <summary>A section that an installed module can show of a client. A module that is not installed registers none, and nothing is offered.</summary>
/// <param name="Scope">One of <see cref="SharingScopes"/>; also the end of its route, `/sharing/clients/{id}/{scope}`.</param>
/// <param name="Title">What a person calls it.</param>
public sealed record SharedSection(string Scope, string Title);
