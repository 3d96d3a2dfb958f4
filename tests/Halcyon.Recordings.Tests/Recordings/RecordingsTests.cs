using System.Net;
using System.Net.Http.Headers;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Recordings.Tests.Recordings;

public sealed class RecordingsTests(HalcyonApp app)
{
    [Fact]
    public async Task List_InPages_GivesEachOnceNewestFirst()
    {
        using var client = await app.RegisterAsync();
        var added = new List<string>();
        for (var i = 0; i < 5; i++)
            added.Insert(0, (await client.AddAsync(new EdfSample { Seconds = i + 1 })).Id());

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await client.GetJsonAsync($"/v1/recordings?limit=2{(cursor is null ? "" : $"&cursor={cursor}")}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.Id()));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        Assert.Equal(added, seen);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=many", "limit")]
    [InlineData("cursor=abc", "cursor")]
    [InlineData("cursor=________________________________", "cursor")]
    public async Task List_ValueThatCannotBeUsed_IsNamed(string query, string parameter)
    {
        using var client = await app.RegisterAsync();
        using var response = await client.GetAsync($"/v1/recordings?{query}", RecordingsClient.Token);
        var problem = await response.JsonAsync(HttpStatusCode.BadRequest);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(parameter, problem.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rename_NewTitle_KeepsTheFileName()
    {
        using var client = await app.RegisterAsync();
        var recording = await client.AddAsync();

        using var response = await client.PatchJsonAsync($"/v1/recordings/{recording.Id()}", new { title = "  After medication " });

        var renamed = await response.JsonAsync(HttpStatusCode.OK);
        Assert.Equal("After medication", renamed.GetProperty("title").GetString());
        Assert.Equal("sample.edf", renamed.GetProperty("file_name").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(null)]
    public async Task Rename_NoTitle_IsAProblem(string? title)
    {
        using var client = await app.RegisterAsync();
        var recording = await client.AddAsync();
        using var response = await client.PatchJsonAsync($"/v1/recordings/{recording.Id()}", new { title });
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Delete_ThenRestore_BringsEverythingBack()
    {
        using var client = await app.RegisterAsync();
        var recording = await client.AddAsync();
        var path = $"/v1/recordings/{recording.Id()}";

        using var deleted = await client.RemoveAsync(path);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        foreach (var gone in new[] { path, $"{path}/file", $"{path}/signal?from=0&to=1", $"{path}/annotations" })
        {
            using var response = await client.GetAsync(gone, RecordingsClient.Token);
            await ProblemAssert.IsAsync(response, HttpStatusCode.NotFound, "recording-not-found");
        }

        using var restored = await client.PostJsonAsync($"{path}/restore", null);
        Assert.Equal(recording.Id(), (await restored.JsonAsync(HttpStatusCode.OK)).Id());
        using var again = await client.PostJsonAsync($"{path}/restore", null);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        using var file = await client.GetAsync($"{path}/file", RecordingsClient.Token);
        Assert.Equal(new EdfSample().ToBytes(), await file.Content.ReadAsByteArrayAsync(RecordingsClient.Token));
    }

    [Fact]
    public async Task Download_WholeOrInParts_IsTheUploadedFile()
    {
        using var client = await app.RegisterAsync();
        var bytes = new EdfSample().ToBytes();
        using var uploaded = await client.UploadAsync(bytes, "Prüfung \"1\".edf");
        var recording = await uploaded.JsonAsync(HttpStatusCode.Created);
        var path = $"/v1/recordings/{recording.Id()}/file";

        using var whole = await client.GetAsync(path, RecordingsClient.Token);
        Assert.Equal(bytes, await whole.Content.ReadAsByteArrayAsync(RecordingsClient.Token));
        Assert.Equal($"\"{recording.GetProperty("sha256").GetString()}\"", whole.Headers.ETag?.Tag);
        Assert.Equal("attachment", whole.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("Prüfung \"1\".edf", whole.Content.Headers.ContentDisposition?.FileNameStar);

        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Range = new RangeHeaderValue(1000, 4999) } };
        using var part = await client.SendAsync(request, RecordingsClient.Token);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(bytes[1000..5000], await part.Content.ReadAsByteArrayAsync(RecordingsClient.Token));

        using var unchanged = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { whole.Headers.ETag! } } };
        using var nothing = await client.SendAsync(unchanged, RecordingsClient.Token);
        Assert.Equal(HttpStatusCode.NotModified, nothing.StatusCode);
    }
}
