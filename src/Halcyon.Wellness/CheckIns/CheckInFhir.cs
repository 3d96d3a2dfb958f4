using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Halcyon.Wellness.CheckIns;

/// <summary>Mood as FHIR R4 (4.0.1).</summary>
/// <remarks>In words: no code means this scale of one to ten exactly, and a code that is not certain would be read as certain.</remarks>
internal static class CheckInFhir
{
    /// <param name="days">Of the person: where only the day is known, the day alone is given.</param>
    public static JsonElement Mood(CheckIn checkIn, LocalDays days) => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["resourceType"] = "Observation",
        ["id"] = checkIn.Id.ToString(),
        ["status"] = "final",
        ["code"] = new JsonObject { ["text"] = "Mood, rated by the person from 1 (lowest) to 10 (highest)" },
        ["subject"] = new JsonObject { ["reference"] = $"urn:uuid:{checkIn.UserId}" },
        ["performer"] = new JsonArray(new JsonObject { ["reference"] = $"urn:uuid:{checkIn.UserId}" }),
        ["effectiveDateTime"] = checkIn.TimeKnown
            ? checkIn.OccurredAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
            : days.DayOf(checkIn.OccurredAt).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["valueInteger"] = (int)checkIn.MoodScore,
    });
}
