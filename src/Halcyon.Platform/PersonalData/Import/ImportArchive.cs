using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Halcyon.Platform.PersonalData.Export;

namespace Halcyon.Platform.PersonalData.Import;

/// <summary>
/// An export of another Halcyon, read with distrust: nothing is unpacked to disk, every name is one that the manifest lists,
/// and what comes out is counted as it comes, whatever the archive says of its sizes.
/// </summary>
public sealed class ImportArchive : IDisposable
{
    /// <summary>What an honest archive may unpack to: recordings shrink to half or a third, text to a tenth.</summary>
    private const int MostTimesLarger = 20;

    private const long AlwaysAllowedBytes = 1L << 30;
    private const long LargestManifest = 16 << 20;
    private const int LongestName = 300;

    private static readonly JsonSerializerOptions Json = new(ExportArchive.Json) { MaxDepth = 32 };

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);
    private readonly long _allowedBytes;
    private long _bytesRead;

    private ImportArchive(ZipArchive zip, long archiveBytes)
    {
        _zip = zip;
        _allowedBytes = AlwaysAllowedBytes + (archiveBytes * MostTimesLarger);
    }

    public ExportManifest Manifest { get; private set; } = null!;

    /// <summary>Unpacked so far; another thread may look.</summary>
    public long BytesRead => Interlocked.Read(ref _bytesRead);

    /// <param name="archive">Seekable; stays open.</param>
    /// <exception cref="ImportRefusedException">Not an export of Halcyon, of another version, cut short, or hostile.</exception>
    public static ImportArchive Open(Stream archive)
    {
        ArgumentNullException.ThrowIfNull(archive);
        ZipDirectory.Check(archive);
        ZipArchive? zip = null;
        try
        {
            zip = new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8);
            var opened = new ImportArchive(zip, archive.Length);
            opened.ReadNames();
            opened.ReadManifest();
            return opened;
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            zip?.Dispose();
            throw LimitedStream.Damaged(exception);
        }
        catch
        {
            zip?.Dispose();
            throw;
        }
    }

    /// <summary>What one area may see.</summary>
    public IPersonalDataImport Area(string area) => new AreaImport(this, area);

    public void Dispose() => _zip.Dispose();

    private void ReadNames()
    {
        foreach (var entry in _zip.Entries)
        {
            var name = entry.FullName;
            if (name.Length is 0 or > LongestName || name[0] == '/' || name.AsSpan().IndexOfAny('\\', ':') >= 0
                || name.Any(char.IsControl) || name.Split('/').Any(part => part is ".." or "."))
            {
                throw new ImportRefusedException("The archive has a file name that points outside it.");
            }

            if (!_entries.TryAdd(name, entry))
                throw new ImportRefusedException("The archive has two files of the same name.");
        }
    }

    private void ReadManifest()
    {
        if (!_entries.TryGetValue(ExportArchive.ManifestName, out var entry))
            throw new ImportRefusedException("This is a ZIP archive, but not an export of Halcyon.");

        try
        {
            using var file = new LimitedStream(entry.Open(), Took, LargestManifest);
            Manifest = JsonSerializer.Deserialize<ExportManifest>(file, Json) ?? throw new JsonException();
        }
        catch (JsonException exception)
        {
            throw new ImportRefusedException("The archive's list of contents cannot be read.", exception);
        }

        if (Manifest.Schema != ExportArchive.Schema)
            throw new ImportRefusedException("The archive was made by another version of Halcyon than this one can read.");
        if (Manifest.Files is null || Manifest.Files.Any(file => file?.Path is null || !_entries.ContainsKey(file.Path)))
            throw new ImportRefusedException("The archive is not complete: a file that it lists is missing.");
    }

    private LimitedStream? OpenEntry(string path)
    {
        if (Manifest.Files.FirstOrDefault(file => file.Path == path) is not { } listed)
            return null;

        try
        {
            return new LimitedStream(_entries[path].Open(), Took, listed.LengthBytes);
        }
        catch (InvalidDataException exception)
        {
            throw LimitedStream.Damaged(exception);
        }
    }

    private void Took(int count)
    {
        if (Interlocked.Add(ref _bytesRead, count) > _allowedBytes)
            throw new ImportRefusedException("The archive unpacks to far more than its size can honestly hold.");
    }

    private sealed class AreaImport(ImportArchive archive, string area) : IPersonalDataImport
    {
        public async IAsyncEnumerable<TRow> ReadRowsAsync<TRow>(string name, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var path = $"{area}/{name}.json";
            await using var file = archive.OpenEntry(path);
            if (file is null)
                yield break;

            await using var rows = JsonSerializer.DeserializeAsyncEnumerable<TRow>(file, Json, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await MoveAsync(rows, path))
                yield return rows.Current ?? throw new ImportRefusedException($"The file {path} of the archive has an empty row.");
        }

        public Stream? OpenFile(string name) => archive.OpenEntry($"{area}/{name}");

        private static async ValueTask<bool> MoveAsync<TRow>(IAsyncEnumerator<TRow?> rows, string path)
        {
            try
            {
                return await rows.MoveNextAsync();
            }
            catch (JsonException exception)
            {
                throw new ImportRefusedException($"The file {path} of the archive is not what an export has there.", exception);
            }
        }
    }
}
