using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Recordings.Tests.Uploads;

public sealed class UploadRecordingTests(HalcyonApp app)
{
    [Fact]
    public async Task Upload_RawBody_DescribesTheFile()
    {
        using var client = await app.RegisterAsync();
        var file = new EdfSample { Annotations = [(1.5, 0.25, "Augen zu"), (3, 0, "Lichtreiz")] }.ToBytes();

        using var response = await client.UploadAsync(file, "Night one.edf");

        var recording = await response.JsonAsync(HttpStatusCode.Created);
        Assert.Equal($"/v1/recordings/{recording.Id()}", response.Headers.Location?.ToString());
        Assert.Equal("Night one.edf", recording.GetProperty("file_name").GetString());
        Assert.Equal("Night one", recording.GetProperty("title").GetString());
        Assert.Equal("EDF+C", recording.GetProperty("format").GetString());
        Assert.Equal(file.Length, recording.GetProperty("size_bytes").GetInt64());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file)), recording.GetProperty("sha256").GetString());
        Assert.Equal("2020-01-02T03:04:05", recording.GetProperty("start_time").GetString());
        Assert.Equal(20, recording.GetProperty("duration_seconds").GetDouble());
        Assert.Equal(256, recording.GetProperty("sampling_rate_hz").GetDouble());
        Assert.Equal(3, recording.GetProperty("channel_count").GetInt32());
        var channel = recording.GetProperty("channels")[1];
        Assert.Equal(1, channel.GetProperty("index").GetInt32());
        Assert.Equal("EEG Cz", channel.GetProperty("label").GetString());
        Assert.Equal("Cz", channel.GetProperty("name").GetString());
        Assert.Equal("eeg", channel.GetProperty("kind").GetString());
        Assert.Equal("uV", channel.GetProperty("unit").GetString());
        Assert.Equal(2, recording.GetProperty("annotation_count").GetInt32());

        // What is answered now is what is answered later.
        var later = await client.GetJsonAsync($"/v1/recordings/{recording.Id()}");
        Assert.Equal(recording.GetRawText(), later.GetRawText());
    }

    [Fact]
    public async Task Upload_MultipartForm_TakesThePartNamedFile()
    {
        using var client = await app.RegisterAsync();
        using var form = new MultipartFormDataContent("a-boundary")
        {
            { new StringContent("not this one"), "note" },
            { new ByteArrayContent(new EdfSample().ToBytes()), "file", "Ä/../../Prüfung.edf" },
        };

        using var response = await client.PostAsync(new Uri("/v1/recordings", UriKind.Relative), form, RecordingsClient.Token);

        var recording = await response.JsonAsync(HttpStatusCode.Created);
        Assert.Equal("Prüfung.edf", recording.GetProperty("file_name").GetString());
        Assert.Equal(new EdfSample().Length, recording.GetProperty("size_bytes").GetInt64());
    }

    [Fact]
    public async Task Upload_FormWithoutFile_NamesThePart()
    {
        using var client = await app.RegisterAsync();
        using var form = new MultipartFormDataContent { { new StringContent("x"), "other" } };

        using var response = await client.PostAsync(new Uri("/v1/recordings", UriKind.Relative), form, RecordingsClient.Token);

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "invalid-parameter");
        Assert.True(problem.GetProperty("errors").TryGetProperty("file", out _));
    }

    [Fact]
    public async Task Upload_FormCutShort_IsRefusedAndLeavesNothing()
    {
        await using var own = await HalcyonApp.StartAsync();
        using var client = await own.RegisterAsync();
        var content = new ByteArrayContent([
            .. "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.edf\"\r\n\r\n"u8, .. new EdfSample().ToBytes()[..9000]]);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");

        using var response = await client.PostAsync(new Uri("/v1/recordings", UriKind.Relative), content, RecordingsClient.Token);

        await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "upload-incomplete");
        Assert.Empty(Blobs.Of(own));
    }

    [Theory]
    [InlineData("", "an empty file")]
    [InlineData("%PDF-1.7 ...", "a PDF document")]
    [InlineData("PK\u0003\u0004........", "a ZIP archive")]
    [InlineData("\u0089PNG\r\n\u001a\n", "a PNG picture")]
    [InlineData("time,Fp1,Fp2\n0,1.5,2.5\n", "a text file")]
    [InlineData("<!doctype html><title>x</title>", "a web page")]
    [InlineData("Brain Vision Data Exchange Header File Version 1.0", "a BrainVision header")]
    [InlineData("MATLAB 5.0 MAT-file, Platform", "a MATLAB or EEGLAB file")]
    [InlineData("\u00c3\u00bfBIOSEMI rest", "damaged by a transfer in text mode")]
    [InlineData("\u0001\u0002\u0003\u0004\u0080\u0081", "of an unknown kind")]
    public async Task Upload_NotARecording_IsRefusedBeforeAnythingIsStored(string start, string expected)
    {
        await using var own = await HalcyonApp.StartAsync();
        using var client = await own.RegisterAsync();

        using var response = await client.UploadAsync(Encoding.Latin1.GetBytes(start));

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.UnsupportedMediaType, "not-a-recording");
        Assert.Contains(expected, problem.GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Contains("EDF", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(Blobs.Of(own));
    }

    [Fact]
    public async Task Upload_HeaderThatLies_NamesFieldAndOffsetAndLeavesNothing()
    {
        await using var own = await HalcyonApp.StartAsync();
        using var client = await own.RegisterAsync();
        var file = new EdfSample().ToBytes();
        // The duration of a record, bytes 244 to 251.
        "minus1  "u8.CopyTo(file.AsSpan(244));

        using var response = await client.UploadAsync(file);

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.UnprocessableEntity, "recording-unreadable");
        Assert.Equal(244, problem.GetProperty("byte_offset").GetInt64());
        Assert.NotEmpty(problem.GetProperty("field").GetString()!);
        Assert.Empty(Blobs.Of(own));
        Assert.Empty((await client.GetJsonAsync("/v1/recordings")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Upload_LineFeedsMadeCrLf_IsRefusedAsTextTransfer()
    {
        await using var own = await HalcyonApp.StartAsync();
        using var client = await own.RegisterAsync();
        var mangled = new EdfSample { Seconds = 60 }.ToBytes().SelectMany(b => b == (byte)'\n' ? "\r\n"u8.ToArray() : [b]).ToArray();

        using var response = await client.UploadAsync(mangled);

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.UnprocessableEntity, "recording-unreadable");
        Assert.Contains("text", problem.GetProperty("title").GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(Blobs.Of(own));
    }

    [Theory]
    [InlineData("eegmmi-crlf-mangled")]
    [InlineData("tefaltaxabor-mangled-edf")]
    public async Task Upload_MangledFixture_IsRefusedWithAReason(string folder)
    {
        var fixtures = SharedData.Folder("data", "eeg", "fixtures", folder);
        Assert.SkipWhen(fixtures is null, "The shared EEG fixtures are not beside this checkout.");
        await using var own = await HalcyonApp.StartAsync();
        using var client = await own.RegisterAsync();
        var files = Directory.EnumerateFiles(fixtures, "*.?df", SearchOption.AllDirectories).ToList();
        Assert.NotEmpty(files);

        foreach (var path in files)
        {
            using var response = await client.UploadAsync(await File.ReadAllBytesAsync(path, RecordingsClient.Token));
            Assert.True(
                response.StatusCode is HttpStatusCode.UnprocessableEntity or HttpStatusCode.UnsupportedMediaType,
                $"{path}: {response.StatusCode}");
        }

        Assert.Empty(Blobs.Of(own));
    }

    [Theory]
    [InlineData("../../etc/passwd.edf", "passwd.edf")]
    [InlineData("C:\\data\\a.edf", "a.edf")]
    [InlineData("a\u0000b\u202Efde.edf", "abfde.edf")]
    [InlineData("...", "recording.edf")]
    [InlineData("", "recording.edf")]
    public async Task Upload_HostileFileName_IsCleaned(string given, string expected)
    {
        using var client = await app.RegisterAsync();

        using var response = await client.UploadAsync(new EdfSample { Seconds = 1 }.ToBytes(), given);

        var recording = await response.JsonAsync(HttpStatusCode.Created);
        Assert.Equal(expected, recording.GetProperty("file_name").GetString());
    }

    [Fact]
    public async Task Upload_VeryLongFileName_KeepsItsExtension()
    {
        using var client = await app.RegisterAsync();

        using var response = await client.UploadAsync(new EdfSample { Seconds = 1 }.ToBytes(), new string('x', 500) + ".edf");

        var name = (await response.JsonAsync(HttpStatusCode.Created)).GetProperty("file_name").GetString()!;
        Assert.Equal(200, name.Length);
        Assert.EndsWith(".edf", name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_SameBytesAgain_SaysOfWhichItIsADuplicate()
    {
        using var client = await app.RegisterAsync();
        using var other = await app.RegisterAsync();
        var first = await client.AddAsync();
        Assert.False(first.TryGetProperty("duplicate_of", out _));

        var second = await client.AddAsync();
        var elsewhere = await other.AddAsync();

        Assert.NotEqual(first.Id(), second.Id());
        Assert.Equal(first.Id(), second.GetProperty("duplicate_of").GetString());
        Assert.False(elsewhere.TryGetProperty("duplicate_of", out _));
    }

    [Fact]
    public async Task Upload_LargerThanTheLimit_IsRefusedByItsLength()
    {
        using var client = await app.RegisterAsync();

        // By hand: a client of the framework would send all of it first.
        var answer = await RawRequest.SendAsync(
            app,
            $"POST /v1/recordings HTTP/1.1\r\nHost: localhost\r\nAuthorization: {client.DefaultRequestHeaders.Authorization}\r\n"
            + $"Content-Type: application/octet-stream\r\nContent-Length: {(2L << 30) + (1 << 20)}\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains("problems/recording-too-large", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_WithoutSigningIn_IsRefused()
    {
        using var response = await app.Anonymous.UploadAsync(new EdfSample().ToBytes());
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }
}
