using Halcyon.Platform.Access;
using Halcyon.Platform.Blobs;
using Halcyon.Recordings.Recordings;
using Halcyon.Signals.Recordings;

namespace Halcyon.Recordings.Signal;

/// <summary>Keeps recordings open between the requests of a viewer, a few at a time, so that each page is only a read.</summary>
/// <remarks>Knows nothing of rights: ask the database whose recording it is, each time, before asking here.</remarks>
internal sealed class OpenRecordings : IDisposable
{
    private const int MostOpen = 16;
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(2);

    private readonly Lock _lock = new();
    private readonly Dictionary<RecordingId, Entry> _entries = [];
    private readonly IBlobStore _blobs;
    private readonly TimeProvider _clock;
    private readonly ITimer _sweep;

    public OpenRecordings(IBlobStore blobs, TimeProvider clock)
    {
        _blobs = blobs;
        _clock = clock;
        _sweep = clock.CreateTimer(_ => CloseIdle(), null, Idle / 4, Idle / 4);
    }

    public async Task<OpenRecording> OpenAsync(
        RecordingId id, UserId ownerId, BlobId blobId, string fileName, CancellationToken cancellationToken)
    {
        Entry entry;
        lock (_lock)
        {
            if (!_entries.TryGetValue(id, out entry!))
            {
                CloseOldest();
                // Not with the caller's token: others may wait for the same file.
                entry = new Entry(() => OpenFileAsync(ownerId, blobId, fileName));
                _entries.Add(id, entry);
            }

            entry.Users++;
            entry.LastUsed = _clock.GetUtcNow();
        }

        try
        {
            return new OpenRecording(await entry.Reader.Value.WaitAsync(cancellationToken), () => Release(entry));
        }
        catch
        {
            // A file that could not be opened must not stay as a failure for the next who asks.
            Forget(id);
            Release(entry);
            throw;
        }
    }

    /// <summary>Closes the file as soon as nobody reads it: it is being deleted.</summary>
    public void Forget(RecordingId id)
    {
        lock (_lock)
        {
            if (_entries.Remove(id, out var entry))
                Retire(entry);
        }
    }

    public void Dispose()
    {
        _sweep.Dispose();
        lock (_lock)
        {
            foreach (var entry in _entries.Values)
                Retire(entry);
            _entries.Clear();
        }
    }

    private async Task<IRecordingReader> OpenFileAsync(UserId ownerId, BlobId blobId, string fileName) =>
        RecordingFile.Open(await _blobs.OpenReadAsync(ownerId, blobId, CancellationToken.None), fileName);

    private void Release(Entry entry)
    {
        lock (_lock)
        {
            entry.Users--;
            if (entry is { Retired: true, Users: 0 })
                entry.Close();
        }
    }

    private void CloseIdle()
    {
        var oldest = _clock.GetUtcNow() - Idle;
        lock (_lock)
        {
            foreach (var (id, entry) in _entries.Where(e => e.Value.Users == 0 && e.Value.LastUsed < oldest).ToList())
            {
                _entries.Remove(id);
                Retire(entry);
            }
        }
    }

    private void CloseOldest()
    {
        if (_entries.Count < MostOpen)
            return;

        var (id, entry) = _entries.MinBy(e => e.Value.LastUsed);
        _entries.Remove(id);
        Retire(entry);
    }

    private static void Retire(Entry entry)
    {
        entry.Retired = true;
        if (entry.Users == 0)
            entry.Close();
    }

    private sealed class Entry(Func<Task<IRecordingReader>> open)
    {
        public Lazy<Task<IRecordingReader>> Reader { get; } = new(open);
        public int Users { get; set; }
        public bool Retired { get; set; }
        public DateTimeOffset LastUsed { get; set; }

        public void Close()
        {
            if (Reader.IsValueCreated)
            {
                _ = Reader.Value.ContinueWith(
                    static opened => opened.Result.Dispose(), CancellationToken.None,
                    TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            }
        }
    }
}

/// <summary>A recording that stays open at least until this is disposed.</summary>
internal sealed class OpenRecording(IRecordingReader reader, Action release) : IDisposable
{
    public IRecordingReader Reader { get; } = reader;

    public void Dispose() => release();
}
