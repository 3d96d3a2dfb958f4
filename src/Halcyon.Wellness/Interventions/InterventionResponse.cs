using System.Text.Json;

namespace Halcyon.Wellness.Interventions;

/// <summary>See <see cref="Intervention"/> for the fields.</summary>
/// <param name="Cautions">The contraindications in plain words.</param>
/// <param name="GlobalEffectiveness">0-1 over everybody; null until enough people rated it.</param>
public sealed record InterventionResponse(
    string Id, string Name, string ShortDescription, string DetailedInstructions, IReadOnlyList<InterventionStep> Steps,
    string Player, JsonElement PlayerSettings, int DurationSeconds, string EffortLevel, int EnergyRequired,
    string TherapeuticApproach, string SubCategory, IReadOnlyList<string> TargetEmotions, IReadOnlyList<string> TimesOfDay,
    bool AdhdFriendly, bool AsdFriendly, string SensoryIntensity, bool RequiresVerbal, bool RequiresMovement,
    IReadOnlyList<string> Contraindications, IReadOnlyList<string> Cautions, IReadOnlyList<string> AgeAppropriate, bool SafeInCrisis,
    string EvidenceSource, string EvidenceStrength, double? GlobalEffectiveness, long TotalCompletions, bool IsFavourite, bool IsHidden)
{
    internal static InterventionResponse From(Intervention item, PersonalChoices choices) => new(
        item.Id, item.Name, item.ShortDescription, item.DetailedInstructions, Intervention.Read<IReadOnlyList<InterventionStep>>(item.Steps),
        item.Player, Intervention.Read<JsonElement>(item.PlayerSettings), item.DurationSeconds, item.EffortLevel, item.EnergyRequired,
        item.TherapeuticApproach, item.SubCategory, item.TargetEmotions, item.TimesOfDay,
        item.AdhdFriendly, item.AsdFriendly, item.SensoryIntensity, item.RequiresVerbal, item.RequiresMovement,
        item.Contraindications, [.. item.Contraindications.Select(name => Contraindication.All[name].Caution)], item.AgeAppropriate,
        item.SafeInCrisis, item.EvidenceSource, item.EvidenceStrength, item.GlobalEffectiveness, item.TotalCompletions,
        choices.Favourites.Contains(item.Id), choices.Hidden.Contains(item.Id));
}
