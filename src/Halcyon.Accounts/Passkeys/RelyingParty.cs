using Halcyon.Platform.Hosting;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Halcyon.Accounts.Passkeys;

/// <summary>Where a passkey works.</summary>
/// <param name="Id">The host that passkeys are bound to.</param>
/// <param name="Origin">The one origin whose pages may ask for them.</param>
internal sealed record RelyingParty(string Id, string Origin);

/// <summary>
/// The addresses of this Halcyon at which passkeys work: the public one, and `localhost` where it listens on loopback. A
/// request chooses among them by its Origin; its Host header, which anybody can set, is not asked.
/// </summary>
internal sealed class RelyingParties(HalcyonOptions options, IServer server)
{
    public RelyingParty? Of(HttpRequest request)
    {
        var known = All();
        return request.Headers.Origin is [{ } origin]
            ? known.Find(party => string.Equals(party.Origin, origin, StringComparison.OrdinalIgnoreCase))
            : known.FirstOrDefault();
    }

    public RelyingParty? Find(string origin) => All().Find(party => string.Equals(party.Origin, origin, StringComparison.Ordinal));

    public ProblemHttpResult NotHere() =>
        HalcyonProblem.Create(
            StatusCodes.Status409Conflict, "passkeys-elsewhere", "Passkeys do not work at this address.",
            All() is [var first, ..]
                ? $"Open {first.Origin} instead."
                : "Browsers want https and a name, not a number. Whoever runs this Halcyon sets its address with HALCYON_PUBLIC_URL.");

    private List<RelyingParty> All()
    {
        var listening = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        return [.. Public().Concat(listening.Select(Loopback)).OfType<RelyingParty>().Distinct()];
    }

    private IEnumerable<RelyingParty?> Public()
    {
        if (Uri.TryCreate(options.PublicUrl, UriKind.Absolute, out var address)
            && address.HostNameType == UriHostNameType.Dns
            && (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback))
        {
            yield return new RelyingParty(address.IdnHost, address.GetLeftPart(UriPartial.Authority));
        }
    }

    private static RelyingParty? Loopback(string listening) =>
        Uri.TryCreate(listening, UriKind.Absolute, out var address) && address.IsLoopback
            ? new RelyingParty("localhost", $"{address.Scheme}://localhost:{address.Port}")
            : null;
}
