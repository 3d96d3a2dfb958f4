using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Paging;
using Microsoft.AspNetCore.Http;

namespace Halcyon.Wellness.CheckIns;

/// <summary>
/// A page of <see cref="CheckInResponse"/> as it is sent, written straight from the rows: most of what the page that is asked for
/// most cost was making thirty documents into objects, those into others, and these into text again.
/// </summary>
/// <remarks>What was typed is copied as it stands in its document, which is JSON already. A test holds it to the object's own text.</remarks>
internal sealed class CheckInPageJson(ReadOnlyMemory<byte> utf8) : IResult
{
    /// <summary>Thirty ordinary check-ins.</summary>
    private const int UsualBytes = 32 * 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <param name="opener">Null where no row has content.</param>
    public static CheckInPageJson Of(Page<CheckIn> page, IFieldOpener? opener)
    {
        var buffer = new ArrayBufferWriter<byte>(UsualBytes);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteStartArray("items"u8);
            foreach (var checkIn in page.Items)
                Write(json, checkIn, checkIn.Content is { } content && opener is not null ? opener.Unprotect(content) : []);
            json.WriteEndArray();
            json.WriteString("next_cursor"u8, page.NextCursor);
            json.WriteEndObject();
        }

        return new CheckInPageJson(buffer.WrittenMemory);
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.ContentLength = utf8.Length;
        await httpContext.Response.Body.WriteAsync(utf8, httpContext.RequestAborted);
    }

    /// <remarks>As long as the record that it writes: one line for each of its values, in their order.</remarks>
    private static void Write(Utf8JsonWriter json, CheckIn c, ReadOnlySpan<byte> document)
    {
        var typed = TypedParts.Of(document);
        json.WriteStartObject();
        json.WriteString("id"u8, c.Id);
        json.WriteString("created_at"u8, c.CreatedAt);
        json.WriteString("occurred_at"u8, c.OccurredAt);
        json.WriteBoolean("time_known"u8, c.TimeKnown);
        WriteTime(json, "updated_at"u8, c.UpdatedAt);
        json.WriteNumber("mood_score"u8, c.MoodScore);
        json.WriteNumber("energy_level"u8, c.EnergyLevel);
        WriteLevel(json, "anxiety_level"u8, c.AnxietyLevel);
        WriteLevel(json, "stress_level"u8, c.StressLevel);
        WriteTags(json, c.EmotionTags, document[typed.CustomTags]);
        WriteRaw(json, "custom_ratings"u8, document[typed.CustomRatings], "[]"u8);
        json.WriteString("location"u8, c.Location);
        WriteRaw(json, "activity"u8, document[typed.Activity], "null"u8);
        json.WriteString("social"u8, c.Social);
        WriteRaw(json, "journal_text"u8, document[typed.JournalText], "null"u8);
        if (c.BodyScan is null)
            json.WriteNull("body_scan"u8);
        else
            WriteBodyScan(json, c.BodyScan);
        WriteLevel(json, "sensory_load"u8, c.SensoryLoad);
        WriteLevel(json, "executive_function"u8, c.ExecutiveFunction);
        WriteLevel(json, "masking_level"u8, c.MaskingLevel);
        WriteNumber(json, "sleep_hours"u8, c.SleepHours);
        json.WriteBoolean("has_voice_note"u8, c.VoiceBlobId is not null);
        WriteNumber(json, "journal_sentiment"u8, c.JournalSentiment);
        json.WriteString("ai_emotion_primary"u8, c.AiEmotionPrimary);
        json.WriteString("ai_emotion_secondary"u8, c.AiEmotionSecondary);
        WriteNumber(json, "ai_confidence_score"u8, c.AiConfidence);
        json.WriteString("crisis_risk_level"u8, c.CrisisRiskLevel);
        json.WriteEndObject();
    }

    private static void WriteRaw(Utf8JsonWriter json, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, ReadOnlySpan<byte> otherwise)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value.IsEmpty ? otherwise : value, skipInputValidation: true);
    }

    /// <param name="own">A JSON array of names of one's own; empty for none.</param>
    private static void WriteTags(Utf8JsonWriter json, string[] known, ReadOnlySpan<byte> own)
    {
        json.WriteStartArray("emotion_tags"u8);
        foreach (var tag in known)
            json.WriteStringValue(tag);
        var reader = new Utf8JsonReader(own);
        while (!own.IsEmpty && reader.Read())
        {
            if (reader.TokenType == JsonTokenType.String)
                json.WriteRawValue(own[(int)reader.TokenStartIndex..(int)reader.BytesConsumed], skipInputValidation: true);
        }

        json.WriteEndArray();
    }

    private static void WriteBodyScan(Utf8JsonWriter json, string areas)
    {
        json.WritePropertyName("body_scan"u8);
        json.WriteRawValue(areas);
    }

    private static void WriteLevel(Utf8JsonWriter json, ReadOnlySpan<byte> name, short? level)
    {
        if (level is { } known)
            json.WriteNumber(name, known);
        else
            json.WriteNull(name);
    }

    private static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, double? number)
    {
        if (number is { } known)
            json.WriteNumber(name, known);
        else
            json.WriteNull(name);
    }

    private static void WriteTime(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset? time)
    {
        if (time is { } known)
            json.WriteString(name, known);
        else
            json.WriteNull(name);
    }

    /// <summary>Where the values that a list shows stand in a <see cref="CheckInContent"/>; empty for what is not there or null.</summary>
    private readonly record struct TypedParts(Range JournalText, Range CustomTags, Range Activity, Range CustomRatings)
    {
        public static TypedParts Of(ReadOnlySpan<byte> document)
        {
            var (journal, tags, activity, ratings) = (0..0, 0..0, 0..0, 0..0);
            if (document.IsEmpty)
                return new TypedParts(journal, tags, activity, ratings);

            var reader = new Utf8JsonReader(document);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("journal_text"u8))
                    journal = Value(ref reader);
                else if (reader.ValueTextEquals("custom_tags"u8))
                    tags = Value(ref reader);
                else if (reader.ValueTextEquals("activity"u8))
                    activity = Value(ref reader);
                else if (reader.ValueTextEquals("custom_ratings"u8))
                    ratings = Value(ref reader);
                else
                    reader.Skip();
            }

            return new TypedParts(journal, tags, activity, ratings);
        }

        private static Range Value(ref Utf8JsonReader reader)
        {
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            if (reader.TokenType == JsonTokenType.Null)
                return 0..0;
            reader.Skip();
            return start..(int)reader.BytesConsumed;
        }
    }
}
