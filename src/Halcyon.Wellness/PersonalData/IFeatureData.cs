using Halcyon.Platform.Access;
using Halcyon.Platform.PersonalData;

namespace Halcyon.Wellness.PersonalData;

/// <summary>
/// What one feature of the companion keeps of a person. Each feature has one, in its own folder, registered as a scoped
/// service; together they are the area `wellness` of the export.
/// </summary>
public interface IFeatureData
{
    /// <summary>With their schema. Rows are found, and erased, by their column `user_id`.</summary>
    IReadOnlyList<string> Tables { get; }

    /// <summary>Writes all of it, decrypted. Names of files begin with the feature's own name.</summary>
    Task ExportAsync(UserId userId, IPersonalDataExport export, CancellationToken cancellationToken);

    /// <summary>Adds what such an export holds; a second time it adds nothing.</summary>
    Task ImportAsync(UserId userId, IPersonalDataImport source, CancellationToken cancellationToken);

    /// <summary>What is not a row of <see cref="Tables"/>, such as files; before the rows go.</summary>
    Task EraseMoreAsync(UserId userId, CancellationToken cancellationToken) => Task.CompletedTask;
}
