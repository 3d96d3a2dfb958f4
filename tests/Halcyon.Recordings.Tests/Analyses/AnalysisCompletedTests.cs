using System.Threading.Channels;
using Halcyon.Platform.Events;
using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Halcyon.Recordings.Tests.Analyses;

public sealed class AnalysisCompletedTests
{
    [Fact]
    public async Task Analysis_Completed_IsToldToOtherModulesOnce()
    {
        var heard = Channel.CreateUnbounded<AnalysisCompleted>();
        await using var app = await HalcyonApp.StartAsync(configure: builder => builder.Services
            .AddSingleton(heard)
            .AddScoped<IHandle<AnalysisCompleted>, Listener>());
        using var client = await app.RegisterAsync();
        var recording = await client.AddAsync(new EdfSample { Seconds = 4 });

        var analysis = await client.AnalyseAsync(recording.Id());

        var told = await heard.Reader.ReadAsync(RecordingsClient.Token);
        Assert.Equal(Guid.Parse(analysis.Id()), told.AnalysisId);
        Assert.Equal(Guid.Parse(recording.Id()), told.RecordingId);
        Assert.Equal((await client.GetJsonAsync("/v1/users/me")).Id(), told.UserId.ToString());
        Assert.False(heard.Reader.TryRead(out _));
    }

    public sealed class Listener(Channel<AnalysisCompleted> heard) : IHandle<AnalysisCompleted>
    {
        public async Task HandleAsync(Guid eventId, AnalysisCompleted domainEvent, CancellationToken cancellationToken) =>
            await heard.Writer.WriteAsync(domainEvent, cancellationToken);
    }
}
