using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Halcyon.Platform.Events;

/// <summary>Which events somebody handles, read from what the modules registered as <see cref="IHandle{TEvent}"/>.</summary>
internal sealed class EventCatalog
{
    private static readonly MethodInfo CreateMethod = typeof(EventCatalog).GetMethod(nameof(Create), BindingFlags.NonPublic | BindingFlags.Static)!;
    private readonly Dictionary<string, Handled> _events;

    public EventCatalog(IServiceCollection services) =>
        _events = services.Select(service => service.ServiceType)
            .Where(type => type.IsConstructedGenericType && type.GetGenericTypeDefinition() == typeof(IHandle<>))
            .Distinct()
            .Select(type => (Handled)CreateMethod.MakeGenericMethod(type.GetGenericArguments()).Invoke(null, null)!)
            .ToDictionary(handled => handled.EventName, StringComparer.Ordinal);

    /// <summary>The handlers of an event, each under a name that stays the same between runs.</summary>
    public IEnumerable<(string Name, Func<CancellationToken, Task> RunAsync)> HandlersOf(
        IServiceProvider services, string eventName, Guid eventId, string payload) =>
        _events.TryGetValue(eventName, out var handled) ? handled.Bind(services, eventId, payload) : [];

    private static Handled Create<TEvent>()
        where TEvent : IDomainEvent =>
        new(TEvent.EventName, (services, eventId, payload) =>
        {
            var domainEvent = JsonSerializer.Deserialize<TEvent>(payload, Outbox.Json)!;
            return services.GetServices<IHandle<TEvent>>().Select(handler =>
                (handler.GetType().FullName!, (Func<CancellationToken, Task>)(token => handler.HandleAsync(eventId, domainEvent, token))));
        });

    private sealed record Handled(
        string EventName, Func<IServiceProvider, Guid, string, IEnumerable<(string Name, Func<CancellationToken, Task> RunAsync)>> Bind);
}
