using System.Text.Json;

namespace Halcyon.Wellness.Interventions;

/// <summary>One file of the library: the actions of one approach.</summary>
/// <param name="ContentVersion">Rises with every edition of the texts; an older program never puts its texts over newer ones.</param>
public sealed record LibraryFile(string TherapeuticApproach, int ContentVersion, IReadOnlyList<LibraryItem> Interventions)
{
    private const string Folder = "Halcyon.Wellness.Interventions.Library.";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>All files that ship with this program.</summary>
    public static IReadOnlyList<LibraryFile> ReadAll()
    {
        var assembly = typeof(LibraryFile).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var content = assembly.GetManifestResourceStream(name)!;
                return JsonSerializer.Deserialize<LibraryFile>(content, Json)!;
            })];
    }
}

/// <summary>An action as the file gives it; every field must be there. See <see cref="Intervention"/> for their meaning.</summary>
public sealed record LibraryItem(
    string Id, string Name, string SubCategory, string ShortDescription, string DetailedInstructions,
    IReadOnlyList<InterventionStep> Steps, string Player, JsonElement PlayerSettings, int DurationSeconds,
    string EffortLevel, short EnergyRequired, string[] TargetEmotions, string[] TimesOfDay,
    bool AdhdFriendly, bool AsdFriendly, string SensoryIntensity, bool RequiresVerbal, bool RequiresMovement,
    string[] Contraindications, string[] AgeAppropriate, bool SafeInCrisis, string EvidenceSource, string EvidenceStrength);
