using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Halcyon.Recordings.Uploads;

/// <summary>Finds the file in the request: the part `file` of a multipart form, or the whole body.</summary>
internal static class UploadRequest
{
    private const int MaximumBoundaryLength = 70;

    /// <returns>The name as given by the client and the bytes; null when a multipart form has no part `file`.</returns>
    public static async Task<(string? FileName, UploadStream Content)?> OpenAsync(
        HttpRequest request, string? fileName, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var mediaType)
            || !mediaType.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return (fileName, new UploadStream(request.Body));
        }

        var boundary = HeaderUtilities.RemoveQuotes(mediaType.Boundary).ToString();
        if (boundary.Length is 0 or > MaximumBoundaryLength)
            throw new UploadInterruptedException("The multipart form names no usable boundary.");

        try
        {
            var parts = new MultipartReader(boundary, request.Body);
            while (await parts.ReadNextSectionAsync(cancellationToken) is { } part)
            {
                var disposition = part.GetContentDispositionHeader();
                if (disposition is not null && HeaderUtilities.RemoveQuotes(disposition.Name) == "file")
                {
                    var given = disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
                    return (fileName ?? HeaderUtilities.RemoveQuotes(given).ToString(), new UploadStream(part.Body));
                }
            }
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException)
        {
            throw new UploadInterruptedException("The multipart form cannot be read.", problem);
        }

        return null;
    }
}
