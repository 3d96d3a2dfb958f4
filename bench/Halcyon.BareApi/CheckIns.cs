using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;
using NpgsqlTypes;

namespace Halcyon.BareApi;

/// <summary>Of the peers' SPEC.md: mood and energy 1-10, at most 20 tags of at most 40 characters, at most 5,000 of journal.</summary>
internal sealed record NewCheckIn(int? MoodScore, int? EnergyLevel, string[]? EmotionTags, string? JournalText)
{
    public bool IsValid =>
        MoodScore is >= 1 and <= 10 && EnergyLevel is >= 1 and <= 10 && JournalText is { Length: <= 5000 }
        && EmotionTags is { Length: <= 20 } tags && Array.TrueForAll(tags, tag => tag is { Length: <= 40 });
}

internal sealed record CheckIn(long Id, int MoodScore, int EnergyLevel, string[] EmotionTags, string? JournalText, DateTime CreatedAt);

internal sealed record CheckInPage(List<CheckIn> Items);

[JsonSerializable(typeof(NewCheckIn))]
[JsonSerializable(typeof(CheckInPage))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class CheckInJson : JsonSerializerContext;

/// <summary>One insert, one select, as every peer does them.</summary>
internal sealed class CheckIns(NpgsqlDataSource dataSource, TokenCheck tokens)
{
    private const string Columns = "id, mood_score, energy_level, emotion_tags, journal_text, created_at";
    private const string Insert = $"insert into checkins(user_id, mood_score, energy_level, emotion_tags, journal_text) values ($1, $2, $3, $4, $5) returning {Columns}";
    private const string Newest = $"select {Columns} from checkins where user_id = $1 order by created_at desc limit $2";

    public async Task CreateAsync(HttpContext context)
    {
        if (!tokens.TryRead(context.Request.Headers.Authorization, out var userId))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (await ReadAsync(context.Request) is not { IsValid: true } asked)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        await using var command = dataSource.CreateCommand(Insert);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = userId });
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)asked.MoodScore!.Value });
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)asked.EnergyLevel!.Value });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = asked.EmotionTags, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = asked.JournalText });
        await using var reader = await command.ExecuteReaderAsync(context.RequestAborted);
        await reader.ReadAsync(context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status201Created;
        await context.Response.WriteAsJsonAsync(Row(reader), CheckInJson.Default.CheckIn, cancellationToken: context.RequestAborted);
    }

    public async Task ListAsync(HttpContext context)
    {
        if (!tokens.TryRead(context.Request.Headers.Authorization, out var userId))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (!int.TryParse(context.Request.Query["limit"], CultureInfo.InvariantCulture, out var limit) || limit is < 1 or > 100)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        await using var command = dataSource.CreateCommand(Newest);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = userId });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var reader = await command.ExecuteReaderAsync(context.RequestAborted);
        var items = new List<CheckIn>(limit);
        while (await reader.ReadAsync(context.RequestAborted))
            items.Add(Row(reader));
        await context.Response.WriteAsJsonAsync(new CheckInPage(items), CheckInJson.Default.CheckInPage, cancellationToken: context.RequestAborted);
    }

    private static async ValueTask<NewCheckIn?> ReadAsync(HttpRequest request)
    {
        try
        {
            return await request.ReadFromJsonAsync(CheckInJson.Default.NewCheckIn, request.HttpContext.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static CheckIn Row(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetInt16(1), row.GetInt16(2), row.GetFieldValue<string[]>(3), row.IsDBNull(4) ? null : row.GetString(4), row.GetDateTime(5));
}
