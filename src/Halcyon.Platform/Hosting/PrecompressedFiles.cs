using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Halcyon.Platform.Hosting;

/// <summary>Sends the copy that the build compressed, where there is one and the browser takes it.</summary>
internal static class PrecompressedFiles
{
    private static readonly (string Encoding, string Extension)[] Copies = [("br", ".br"), ("gzip", ".gz")];

    public static void UsePrecompressedFiles(this WebApplication app, IFileProvider files, FileExtensionContentTypeProvider types)
    {
        foreach (var (encoding, extension) in Copies)
            types.Mappings[extension] = encoding;

        app.Use((context, next) =>
        {
            var path = context.Request.Path;
            if ((!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method)) || !Path.HasExtension(path))
                return next(context);

            foreach (var (encoding, extension) in Copies)
            {
                if (!Accepts(context.Request, encoding) || !files.GetFileInfo(path + extension).Exists)
                    continue;

                context.Request.Path = path + extension;
                break;
            }

            return next(context);
        });
    }

    /// <summary>Names the content for what it is, not for the copy's extension.</summary>
    public static void Describe(StaticFileResponseContext prepared, FileExtensionContentTypeProvider types)
    {
        var headers = prepared.Context.Response.Headers;
        headers.Vary = HeaderNames.AcceptEncoding;
        foreach (var (encoding, extension) in Copies)
        {
            if (!prepared.File.Name.EndsWith(extension, StringComparison.Ordinal))
                continue;

            headers.ContentEncoding = encoding;
            headers.ContentType = types.TryGetContentType(prepared.File.Name[..^extension.Length], out var type) ? type : "application/octet-stream";
        }
    }

    private static bool Accepts(HttpRequest request, string encoding) =>
        request.GetTypedHeaders().AcceptEncoding.Any(accepted => accepted.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && accepted.Quality is null or > 0);
}
