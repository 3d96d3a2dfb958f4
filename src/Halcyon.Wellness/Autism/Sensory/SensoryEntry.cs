using System.Text.Json;

namespace Halcyon.Wellness.Autism.Sensory;

/// <param name="Source">log, or checkin for one that came with a check-in and is changed there.</param>
/// <param name="Channels">0-10 by channel; null where none was given.</param>
public sealed record SensoryEntry(
    Guid Id, string Source, DateTimeOffset OccurredAt, int Load, IReadOnlyDictionary<string, int>? Channels, string? Place, string? Note)
{
    internal static SensoryEntry From(SensoryLoad load, string? note) =>
        new(load.Id, "log", load.OccurredAt, load.Load, ChannelsOf(load.Channels), load.Place, note);

    internal static IReadOnlyDictionary<string, int>? ChannelsOf(string? json) =>
        json is null ? null : JsonSerializer.Deserialize<Dictionary<string, int>>(json);
}
