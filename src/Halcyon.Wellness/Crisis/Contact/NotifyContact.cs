using System.ComponentModel.DataAnnotations;
using Halcyon.Platform.Access;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Crisis.Contact;

public sealed record NotifyContactRequest([property: Required] Guid? EventId);

internal static class NotifyContact
{
    public static void Map(RouteGroupBuilder crisis) =>
        crisis.MapPost("/contact/notify", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Crisis_NotifyContact")
            .WithSummary("Writes to the contact you named and agreed to. Once for each event, however often it is pressed.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesValidationProblem();

    private static async Task<Results<Ok<CrisisEventResponse>, ProblemHttpResult>> HandleAsync(
        NotifyContactRequest request, Caller caller, TellContact tell, WellnessDb db, CancellationToken cancellationToken)
    {
        var eventId = request.EventId!.Value;
        var told = await tell.TellAsync(caller.UserId, eventId, isAutomatic: false, cancellationToken);
        if (Problem(told) is { } problem)
            return problem;

        var found = await db.Set<CrisisEvent>().AsNoTracking().SingleAsync(e => e.Id == eventId && e.UserId == caller.UserId, cancellationToken);
        return TypedResults.Ok(CrisisEventResponse.From(found));
    }

    private static ProblemHttpResult? Problem(Told told) => told switch
    {
        Told.NoSuchEvent => RecordCrisisStep.NotFound(),
        Told.NoContact => Refuse("no-contact", "You have not named anybody yet."),
        Told.NotConsented => Refuse("contact-not-consented", "You have not agreed that your contact may be told. You can call or text them yourself."),
        Told.NoEmail => Refuse("contact-has-no-email", "Your contact has no e-mail address here. You can call or text them yourself."),
        Told.Guest => Refuse("guest-has-no-letters", "A visitor's account sends no letters. You can call or text them yourself."),
        Told.OftenEnough => Refuse("contact-told-often", "Your contact was written to three times in a day. You can call or text them yourself."),
        _ => null,
    };

    private static ProblemHttpResult Refuse(string code, string title) =>
        HalcyonProblem.Create(StatusCodes.Status409Conflict, code, title, ContactLetter.Sms());
}
