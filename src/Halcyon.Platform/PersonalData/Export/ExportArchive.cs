using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Halcyon.Platform.PersonalData.Export;

/// <summary>The ZIP of everything about one person, written from front to back: nothing of it is held but lists of what is in it.</summary>
public sealed partial class ExportArchive : IAsyncDisposable
{
    public const string Schema = "halcyon.export/1";
    public const string ManifestName = "halcyon-export.json";

    internal static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly ZipArchive _zip;
    private readonly DateTimeOffset _createdAt;
    private readonly IndexPage _index = new();
    private readonly FhirBundle _fhir = new();
    private readonly List<ExportedFile> _files = [];
    private long _bytesWritten;

    private ExportArchive(ZipArchive zip, DateTimeOffset createdAt)
    {
        _zip = zip;
        _createdAt = createdAt;
    }

    /// <summary>Plain bytes taken in so far; another thread may look.</summary>
    public long BytesWritten => Interlocked.Read(ref _bytesWritten);

    /// <param name="output">Need not be seekable.</param>
    public static async Task<ExportArchive> CreateAsync(Stream output, DateTimeOffset createdAt, CancellationToken cancellationToken) =>
        new(await ZipArchive.CreateAsync(output, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellationToken), createdAt);

    /// <summary>Where one area writes to. One at a time: a ZIP has one end.</summary>
    public IPersonalDataExport Area(string area) => new AreaExport(this, area);

    /// <summary>Writes what tells of the rest: the FHIR bundle, the page to read and, last, the manifest. Without it an archive is cut short.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        await WriteAsync("fhir", "bundle", "Health data for other systems (FHIR R4)", "fhir/bundle.json", null,
            entry => _fhir.WriteAsync(entry, _createdAt, cancellationToken), cancellationToken);
        await WriteAsync("", "index", "This page", "index.html", null,
            entry => entry.WriteAsync(_index.Write(_files, _createdAt), cancellationToken).AsTask(), cancellationToken);
        await using var manifest = await OpenAsync(ManifestName, CompressionLevel.Optimal, cancellationToken);
        await JsonSerializer.SerializeAsync(manifest, new ExportManifest(Schema, _createdAt, _files), Json, cancellationToken);
    }

    public ValueTask DisposeAsync() => _zip.DisposeAsync();

    private async Task<Stream> OpenAsync(string path, CompressionLevel level, CancellationToken cancellationToken)
    {
        var entry = _zip.CreateEntry(path, level);
        entry.LastWriteTime = _createdAt;
        return await entry.OpenAsync(cancellationToken);
    }

    private async Task WriteAsync(
        string area, string name, string title, string path, long? rows, Func<Stream, Task> writeAsync, CancellationToken cancellationToken,
        CompressionLevel level = CompressionLevel.Optimal)
    {
        if (!SafePath().IsMatch(path) || _files.Exists(file => file.Path == path))
            throw new ArgumentException($"'{path}' cannot be a new name in the archive.", nameof(path));

        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        CountedStream counted;
        await using (var entry = await OpenAsync(path, level, cancellationToken))
        {
            await using (counted = new CountedStream(entry, sha256, count => Interlocked.Add(ref _bytesWritten, count)))
                await writeAsync(counted);
        }

        _files.Add(new ExportedFile(area, name, title, path, counted.Count, Convert.ToHexStringLower(sha256.GetHashAndReset()), rows));
    }

    /// <summary>Nothing that leaves the folder, or that one of the usual systems cannot store.</summary>
    [GeneratedRegex("^[a-z0-9][a-z0-9_-]*(/[a-z0-9][a-z0-9_.-]*)*(\\.[a-z0-9]+)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SafePath();

    private sealed class AreaExport(ExportArchive archive, string area) : IPersonalDataExport
    {
        public async Task WriteRowsAsync<TRow>(string name, string title, IAsyncEnumerable<TRow> rows, CancellationToken cancellationToken)
        {
            long count = 0;
            var preview = archive._index.Begin(area, title, $"{area}/{name}");
            await archive.WriteAsync(area, name, title, $"{area}/{name}.json", null, async entry =>
            {
                await entry.WriteAsync("["u8.ToArray(), cancellationToken);
                await foreach (var row in rows.WithCancellation(cancellationToken))
                {
                    var element = JsonSerializer.SerializeToElement(row, Json);
                    preview.Add(element);
                    await entry.WriteAsync(Encoding.UTF8.GetBytes(count++ == 0 ? "\n" : ",\n"), cancellationToken);
                    await entry.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(element, Json), cancellationToken);
                }

                await entry.WriteAsync("\n]\n"u8.ToArray(), cancellationToken);
            }, cancellationToken);
            archive._files[^1] = archive._files[^1] with { Rows = count };

            // Read a second time rather than held: an export takes the same memory for ten rows and ten million.
            await archive.WriteAsync(area, name, title, $"{area}/{name}.csv", count, async entry =>
            {
                await using var text = new StreamWriter(entry, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
                var table = new CsvTable(text);
                await foreach (var row in rows.WithCancellation(cancellationToken))
                    await table.WriteAsync(JsonSerializer.SerializeToElement(row, Json));
            }, cancellationToken);
        }

        public Task WriteFileAsync(string name, string title, Stream content, CancellationToken cancellationToken) =>
            archive.WriteAsync(
                area, name, title, $"{area}/{name}", null, entry => content.CopyToAsync(entry, cancellationToken), cancellationToken, CompressionLevel.Fastest);

        public Task WriteFhirAsync(JsonElement resource, CancellationToken cancellationToken)
        {
            archive._fhir.Add(resource);
            return Task.CompletedTask;
        }
    }
}

/// <summary>What an archive says of itself.</summary>
public sealed record ExportManifest(string Schema, DateTimeOffset CreatedAt, IReadOnlyList<ExportedFile> Files);

/// <param name="Path">In the archive.</param>
/// <param name="Sha256">Of the plain bytes, lower-case hexadecimal.</param>
/// <param name="Rows">Null for what is not a table.</param>
public sealed record ExportedFile(string Area, string Name, string Title, string Path, long LengthBytes, string Sha256, long? Rows);
