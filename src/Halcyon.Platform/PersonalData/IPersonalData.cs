using System.Text.Json;
using Halcyon.Platform.Access;

namespace Halcyon.Platform.PersonalData;

/// <summary>
/// What one part of Halcyon keeps of a person: how it leaves with them, comes back, and is erased. Every table with a user's
/// id belongs to exactly one of these; a test fails otherwise.
/// </summary>
public interface IPersonalData
{
    /// <summary>Folder in the export and stable name, e.g. `accounts`, `recordings`.</summary>
    string Area { get; }

    /// <summary>Tables that it exports and erases, e.g. `recordings.recordings`; also those reached through them by foreign key.</summary>
    IReadOnlyList<string> Tables { get; }

    /// <summary>Writes everything that the person gave and everything known about them, decrypted.</summary>
    Task ExportAsync(UserId userId, IPersonalDataExport export, CancellationToken cancellationToken);

    /// <summary>Adds what an export of another Halcyon holds to the account; a second import of the same adds nothing twice.</summary>
    Task ImportAsync(UserId userId, IPersonalDataImport import, CancellationToken cancellationToken);

    /// <summary>Removes every row and file. May be called again after a failure: what is gone already is no error.</summary>
    Task EraseAsync(UserId userId, CancellationToken cancellationToken);
}

/// <summary>Where one area writes to; its folder in the archive is already chosen.</summary>
public interface IPersonalDataExport
{
    /// <summary>`NAME.json` with all rows and `NAME.csv` with the same as a table. Give a sequence that can be read twice.</summary>
    /// <param name="title">What a person calls it, for the readable index.</param>
    Task WriteRowsAsync<TRow>(string name, string title, IAsyncEnumerable<TRow> rows, CancellationToken cancellationToken);

    /// <summary>A file as it was given, e.g. an EEG recording.</summary>
    Task WriteFileAsync(string name, string title, Stream content, CancellationToken cancellationToken);

    /// <summary>A resource of the FHIR R4 bundle, as JSON.</summary>
    Task WriteFhirAsync(JsonElement resource, CancellationToken cancellationToken);
}

/// <summary>What one area reads back; only its own folder can be seen.</summary>
public interface IPersonalDataImport
{
    /// <summary>The rows that <see cref="IPersonalDataExport.WriteRowsAsync"/> wrote; none when the archive has no such file.</summary>
    IAsyncEnumerable<TRow> ReadRowsAsync<TRow>(string name, CancellationToken cancellationToken);

    /// <returns>Null when the archive has no such file.</returns>
    Stream? OpenFile(string name);
}
