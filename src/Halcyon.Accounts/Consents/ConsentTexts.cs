using System.Text.Json;
using Halcyon.Platform.People;

namespace Halcyon.Accounts.Consents;

/// <summary>What somebody is asked to agree to.</summary>
/// <param name="Version">Rises with every change of meaning; who agreed to an older one is asked again.</param>
/// <param name="Date">Since when these words hold.</param>
public sealed record ConsentText(string Purpose, int Version, DateOnly Date, string Title, string Text);

/// <summary>The texts in force, from `consent-texts.json`: words are data, not code.</summary>
internal static class ConsentTexts
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static IReadOnlyList<ConsentText> All { get; } = Read();

    public static ConsentText? Find(string purpose) => All.SingleOrDefault(text => text.Purpose == purpose);

    private static List<ConsentText> Read()
    {
        using var file = typeof(ConsentTexts).Assembly.GetManifestResourceStream("Halcyon.Accounts.Consents.consent-texts.json")!;
        return JsonSerializer.Deserialize<List<ConsentText>>(file, Json)!;
    }
}

/// <summary>What consent can be given for.</summary>
internal static class ConsentPurpose
{
    public const string DataSharing = "data_sharing";
    public const string ResearchParticipation = "research_participation";
    public const string TherapistSharing = "therapist_sharing";
    public const string Wording = IConsents.Wording;
    public const string TaskWording = IConsents.TaskWording;
}
