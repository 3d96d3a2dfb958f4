using Halcyon.Platform.Access;
using Halcyon.Platform.Blobs;
using Microsoft.Extensions.DependencyInjection;

namespace Halcyon.Recordings.Tests.Analyses;

/// <summary>Holds whoever opens a file until it is opened itself, and counts them.</summary>
internal sealed class Gate
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _closed;

    public int Waiting { get; private set; }

    public int MostAtOnce { get; private set; }

    /// <summary>What happens before the next files are stored.</summary>
    public Func<Task>? BeforeWrite { get; set; }

    /// <summary>Puts the gate before the stored files of a program that is about to start.</summary>
    public void Guard(IServiceCollection services)
    {
        var real = services.Last(service => service.ServiceType == typeof(IBlobStore)).ImplementationFactory!;
        services.AddSingleton<IBlobStore>(provider => new GatedBlobs((IBlobStore)real(provider), this));
    }

    public void Close() => _closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => _closed!.TrySetResult();

    private async Task PassAsync(CancellationToken cancellationToken)
    {
        if (_closed is not { } closed)
            return;

        lock (_lock)
            MostAtOnce = Math.Max(MostAtOnce, ++Waiting);
        try
        {
            await closed.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            lock (_lock)
                Waiting--;
        }
    }

    private sealed class GatedBlobs(IBlobStore store, Gate gate) : IBlobStore
    {
        public async Task<StoredBlob> WriteAsync(UserId ownerId, Stream content, long maximumBytes, CancellationToken cancellationToken)
        {
            if (gate.BeforeWrite is { } happens)
                await happens();
            return await store.WriteAsync(ownerId, content, maximumBytes, cancellationToken);
        }

        public async Task<Stream> OpenReadAsync(UserId ownerId, BlobId blobId, CancellationToken cancellationToken)
        {
            await gate.PassAsync(cancellationToken);
            return await store.OpenReadAsync(ownerId, blobId, cancellationToken);
        }

        public Task DeleteAsync(UserId ownerId, BlobId blobId, CancellationToken cancellationToken) =>
            store.DeleteAsync(ownerId, blobId, cancellationToken);
    }
}
