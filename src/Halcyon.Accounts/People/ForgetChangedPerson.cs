using Halcyon.Platform.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Halcyon.Accounts.People;

/// <summary>Who has just changed something of themselves is read anew by their next request, however long the news takes.</summary>
internal static class ForgetChangedPerson
{
    /// <summary>Before the answer is written, so that nobody can have it and still be known as they were.</summary>
    public static RouteGroupBuilder ForgetsChangedPerson(this RouteGroupBuilder routes) =>
        routes.AddEndpointFilter(async (context, next) =>
        {
            var result = await next(context);
            var request = context.HttpContext;
            if (!HttpMethods.IsGet(request.Request.Method) && Caller.From(request.User) is { } caller)
                request.RequestServices.GetRequiredService<KnownPeople>().Forget(caller.UserId);
            return result;
        });
}
