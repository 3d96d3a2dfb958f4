using System.Net;
using System.Text;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Recordings.Tests.Analyses;

public sealed class ReportRouteTests(HalcyonApp app)
{
    [Theory]
    [InlineData("json", "application/json", "{\"schema\":\"halcyon.report/1\"")]
    [InlineData("html", "text/html", "<!doctype html>")]
    [InlineData("pdf", "application/pdf", "%PDF-")]
    public async Task Report_EachFormat_IsServedAsWhatItIs(string format, string mediaType, string start)
    {
        using var client = await app.RegisterAsync();
        using var uploaded = await client.UploadAsync(new EdfSample().ToBytes(), "Ärztin <b>.edf");
        var analysis = await client.AnalyseAsync((await uploaded.JsonAsync(HttpStatusCode.Created)).Id());

        using var shown = await client.GetAsync($"/v1/analyses/{analysis.Id()}/report.{format}", RecordingsClient.Token);
        using var saved = await client.GetAsync($"/v1/analyses/{analysis.Id()}/report.{format}?download=true", RecordingsClient.Token);

        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Equal(mediaType, shown.Content.Headers.ContentType?.MediaType);
        Assert.Equal("inline", shown.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("attachment", saved.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal($"Ärztin <b>.report.{format}", saved.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.Equal("nosniff", shown.Headers.GetValues("X-Content-Type-Options").Single());
        var text = Encoding.UTF8.GetString(await shown.Content.ReadAsByteArrayAsync(RecordingsClient.Token));
        Assert.StartsWith(start, text, StringComparison.OrdinalIgnoreCase);
        if (format == "html")
        {
            var policy = shown.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("sandbox", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>.edf", text, StringComparison.Ordinal);
        }
    }
}
