using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Halcyon.Platform.Events;

/// <summary>One event for one handler, or several for one that takes many.</summary>
internal delegate Task RunHandler(CancellationToken cancellationToken);

/// <summary>
/// Which events somebody handles, read from what the modules registered as <see cref="IHandle{TEvent}"/> and
/// <see cref="IHandleMany{TEvent}"/>.
/// </summary>
internal sealed class EventCatalog
{
    private static readonly MethodInfo CreateMethod = typeof(EventCatalog).GetMethod(nameof(Create), BindingFlags.NonPublic | BindingFlags.Static)!;
    private readonly Dictionary<string, Handled> _events;

    public EventCatalog(IServiceCollection services) =>
        _events = services.Select(service => service.ServiceType)
            .Where(type => type.IsConstructedGenericType && (type.GetGenericTypeDefinition() == typeof(IHandle<>) || type.GetGenericTypeDefinition() == typeof(IHandleMany<>)))
            .Select(type => type.GetGenericArguments()[0])
            .Distinct()
            .Select(type => (Handled)CreateMethod.MakeGenericMethod(type).Invoke(null, null)!)
            .ToDictionary(handled => handled.EventName, StringComparer.Ordinal);

    /// <summary>The handlers that take an event by itself, each under a name that stays the same between runs.</summary>
    public IEnumerable<(string Name, RunHandler RunAsync)> HandlersOf(IServiceProvider services, string eventName, Guid eventId, string payload) =>
        _events.TryGetValue(eventName, out var handled) ? handled.One(services, eventId, payload) : [];

    /// <summary>The handlers that take many, named likewise; each says how to run it for some payloads of <paramref name="eventName"/>.</summary>
    public IEnumerable<(string Name, Func<IEnumerable<string>, RunHandler> Bind)> HandlersOfMany(IServiceProvider services, string eventName) =>
        _events.TryGetValue(eventName, out var handled) ? handled.Many(services) : [];

    private static Handled Create<TEvent>()
        where TEvent : IDomainEvent =>
        new(TEvent.EventName,
            (services, eventId, payload) => services.GetServices<IHandle<TEvent>>().Select(handler =>
                (NameOf(handler), (RunHandler)(token => handler.HandleAsync(eventId, Read<TEvent>(payload), token)))),
            services => services.GetServices<IHandleMany<TEvent>>().Select(handler =>
                (NameOf(handler), (Func<IEnumerable<string>, RunHandler>)(payloads => token => handler.HandleAsync([.. payloads.Select(Read<TEvent>)], token)))));

    private static TEvent Read<TEvent>(string payload) => JsonSerializer.Deserialize<TEvent>(payload, Outbox.Json)!;

    private static string NameOf(object handler) => handler.GetType().FullName!;

    private sealed record Handled(
        string EventName, Func<IServiceProvider, Guid, string, IEnumerable<(string Name, RunHandler RunAsync)>> One,
        Func<IServiceProvider, IEnumerable<(string Name, Func<IEnumerable<string>, RunHandler> Bind)>> Many);
}
