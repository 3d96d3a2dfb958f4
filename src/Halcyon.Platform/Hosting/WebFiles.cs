using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Halcyon.Platform.Hosting;

/// <summary>The built web app: beside the published program, or where the build of the source tree put it.</summary>
internal sealed class WebFiles
{
    private const string LocationFile = "web-location.txt";
    private readonly string? _directory = Find();

    public void Use(WebApplication app)
    {
        if (_directory is null)
            return;

        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".webmanifest"] = "application/manifest+json";
        var files = new PhysicalFileProvider(_directory);
        app.UsePrecompressedFiles(files, types);
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            ContentTypeProvider = types,
            OnPrepareResponse = prepared =>
            {
                PrecompressedFiles.Describe(prepared, types);
                // Names below /assets carry a hash of their content.
                prepared.Context.Response.Headers.CacheControl = prepared.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal)
                    ? "public, max-age=31536000, immutable"
                    : "no-cache";
            },
        });
    }

    /// <summary>The single page answers every address of the app; its router does the rest.</summary>
    public async Task SendPageAsync(HttpContext context)
    {
        var page = _directory is null ? null : Path.Combine(_directory, "index.html");
        if (page is null || !File.Exists(page))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.SendFileAsync(page, context.RequestAborted);
    }

    private static string? Find()
    {
        var published = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        if (File.Exists(Path.Combine(published, "index.html")))
            return published;

        var location = Path.Combine(AppContext.BaseDirectory, LocationFile);
        var built = File.Exists(location) ? File.ReadAllText(location).Trim() : null;
        return Directory.Exists(built) ? Path.GetFullPath(built) : null;
    }
}
