using System.Text;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;

namespace Halcyon.Recordings.Annotations;

/// <param name="OnsetSeconds">From the first sample.</param>
/// <param name="Channels">Labels; empty for the whole recording.</param>
/// <param name="Source">file or user.</param>
public sealed record AnnotationResponse(
    Guid Id,
    double OnsetSeconds,
    double DurationSeconds,
    string Text,
    IReadOnlyList<string> Channels,
    string Source,
    DateTimeOffset CreatedAt)
{
    internal static async ValueTask<AnnotationResponse> FromAsync(
        RecordingAnnotation annotation, UserId ownerId, IFieldProtector protector, CancellationToken cancellationToken)
    {
        var text = await protector.UnprotectAsync(
            ownerId, RecordingAnnotation.TextPurpose, annotation.TextProtected, cancellationToken);
        return new(annotation.Id.Value, annotation.OnsetSeconds, annotation.DurationSeconds, Encoding.UTF8.GetString(text),
            annotation.Channels, annotation.Source, annotation.CreatedAt);
    }
}
