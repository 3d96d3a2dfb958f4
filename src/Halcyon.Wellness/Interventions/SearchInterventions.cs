using System.ComponentModel.DataAnnotations;
using Halcyon.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Interventions;

public sealed record InterventionMatches(IReadOnlyList<InterventionResponse> Items);

internal static class SearchInterventions
{
    private const int MostWords = 12;

    public static void Map(RouteGroupBuilder interventions) =>
        interventions.MapGet("/search", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Interventions_Search")
            .WithSummary("Actions that hold any of the words or their beginnings, best match first; those you hid are left out.")
            .ProducesValidationProblem();

    private static async Task<Ok<InterventionMatches>> HandleAsync(
        [Required, StringLength(200)] string q, Caller caller, InterventionLibrary library, WellnessDb db, CancellationToken cancellationToken,
        [Range(1, 100)] int limit = 20)
    {
        var query = Query(q);
        if (query.Length == 0)
            return TypedResults.Ok(new InterventionMatches([]));

        // Any word will do, and the rank decides: who searches on a bad day does not choose words well.
        var ids = await db.Database.SqlQuery<string>(
            $"""
            select id as "Value" from wellness.interventions, to_tsquery('english', {query}) query
            where is_active and search @@ query
            order by ts_rank(search, query) desc, name, id
            """).ToListAsync(cancellationToken);
        var choices = await PersonalChoices.LoadAsync(db, caller.UserId, cancellationToken);
        var edition = await library.GetAsync(cancellationToken);
        var found = ids.Where(id => !choices.Hidden.Contains(id)).Select(edition.Find).OfType<Intervention>().Take(limit);
        return TypedResults.Ok(new InterventionMatches([.. found.Select(item => InterventionResponse.From(item, choices))]));
    }

    /// <summary>Letters and digits only, so that nothing in it means anything to the query language.</summary>
    internal static string Query(string text)
    {
        var words = new string([.. text.Select(character => char.IsLetterOrDigit(character) ? char.ToLowerInvariant(character) : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(" | ", words.Take(MostWords).SelectMany(Beginnings).Select(word => word + ":*"));
    }

    /// <summary>The index holds stems. Somebody who is still typing "grounding" must not lose "ground" on the way.</summary>
    private static IEnumerable<string> Beginnings(string word)
    {
        yield return word;
        if (word.Length > 4 && word.EndsWith("in", StringComparison.Ordinal))
            yield return word[..^2];
        else if (word.Length > 4 && word[^1] == 'i')
            yield return word[..^1];
    }
}
