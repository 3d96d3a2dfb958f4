using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Halcyon.Accounts.ExternalSignIn;

internal static class ExternalSignInSetup
{
    public static void AddExternalSignIn(this IServiceCollection services)
    {
        services.AddHttpClient(ProviderClient.Name, client =>
            {
                client.Timeout = ProviderClient.Patience;
                client.MaxResponseContentBufferSize = ProviderClient.MaximumBytes;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        services.AddSingleton<ProviderClient>().AddSingleton<ProviderDirectory>().AddSingleton<SignInStateCookie>();
        services.AddSingleton<CodeExchange>().AddSingleton<AnswerCheck>();
        services.AddScoped<ProviderSignIn>().AddScoped<ProviderLink>();
    }

    public static void MapExternalSignIn(RouteGroupBuilder auth, RouteGroupBuilder users)
    {
        StartSignIn.Map(auth);
        SignInCallback.Map(auth);
        ListExternalLoginsEndpoint.Map(users);
        StartLinkEndpoint.Map(users);
        UnlinkEndpoint.Map(users);
    }
}
