using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Halcyon.Platform.PersonalData.Export;
using Halcyon.Platform.PersonalData.Import;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.Privacy;

/// <summary>Archives that were not made by an export, or no longer are what it made: refused in one sentence, and nothing comes in.</summary>
public sealed class ImportTests(HalcyonApp app)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Hostile =>
    [
        "nothing", "text", "other zip", "cut in half", "last byte missing", "other schema", "missing file", "up and out", "absolute", "drive", "backslash", "twice",
        "manifest that is no json", "endless names",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Archive_ThatIsNoExport_IsRefusedAtOnce(string kind)
    {
        var me = await app.SignUpAsync();

        using var response = await PostAsync(me, Make(kind));

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.UnprocessableEntity, "archive-refused");
        Assert.EndsWith(".", problem.GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, await app.QueryAsync<long>($"select count(*) from accounts.imports where user_id = '{me.Id}'"));
        Assert.Equal(0, await app.QueryAsync<long>($"select count(*) from platform.blob where owner_id = '{me.Id}'"));
    }

    [Theory]
    [InlineData("accounts/profile.json", """[{"first_name":"A","date_of_birth":"2999-01-01"}]""")]
    [InlineData("accounts/profile.json", """[{"first_name":7}]""")]
    [InlineData("accounts/profile.json", "[null]")]
    [InlineData("accounts/profile.json", "{")]
    [InlineData("accounts/preferences.json", """[{"theme":"neon"}]""")]
    [InlineData("accounts/health_screening.json", """[{"version":1,"completed_at":"2026-01-01T00:00:00Z"}]""")]
    [InlineData("recordings/recordings.json", """[{"id":"00000000-0000-0000-0000-000000000001"}]""")]
    [InlineData("recordings/recordings.json", """[{"id":"00000000-0000-0000-0000-000000000001","file":"../../etc/passwd","file_name":"a","title":"b","sha256":"0000000000000000000000000000000000000000000000000000000000000000"}]""")]
    public async Task Archive_WithAValueThatCannotBe_FailsInOneSentence(string path, string content)
    {
        var me = await app.SignUpAsync();

        var ended = await ImportAsync(me, Export((path, Encoding.UTF8.GetBytes(content))));

        Assert.Equal("failed", ended.GetProperty("status").GetString());
        Assert.StartsWith("The ", ended.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, await app.QueryAsync<long>($"select count(*) from accounts.profiles where user_id = '{me.Id}'"));
        Assert.Equal(0, await app.QueryAsync<long>($"select count(*) from recordings.recording where owner_id = '{me.Id}'"));
        await app.UntilAsync($"select not exists (select from platform.blob where owner_id = '{me.Id}')");
    }

    [Fact]
    public async Task Archive_WithARecordingThatIsNone_FailsAndKeepsNoFile()
    {
        var me = await app.SignUpAsync();
        var row = """[{"id":"00000000-0000-0000-0000-000000000001","file":"files/a.edf","file_name":"a.edf","title":"b","sha256":"0000000000000000000000000000000000000000000000000000000000000000","created_at":"2026-01-01T00:00:00Z"}]""";

        var ended = await ImportAsync(me, Export(("recordings/recordings.json", Encoding.UTF8.GetBytes(row)), ("recordings/files/a.edf", new byte[4096])));

        Assert.Equal("failed", ended.GetProperty("status").GetString());
        // The archive goes a moment after its row says how it ended.
        await app.UntilAsync($"select not exists (select from platform.blob where owner_id = '{me.Id}')");
    }

    [Fact]
    public void Archive_ThatUnpacksToFarMoreThanItsSize_IsCountedWhileItComes()
    {
        using var file = new MemoryStream(Bomb(listedBytes: long.MaxValue));
        using var archive = ImportArchive.Open(file);
        using var unpacked = archive.Area("recordings").OpenFile("files/bomb.edf")!;

        var refusal = Assert.Throws<ImportRefusedException>(() => unpacked.CopyTo(Stream.Null));

        Assert.Contains("far more than its size", refusal.Message, StringComparison.Ordinal);
        // A gibibyte, and twenty times what came.
        Assert.InRange(archive.BytesRead, 1L << 30, (1L << 30) + (20 * file.Length) + (1 << 20));
    }

    [Fact]
    public void Archive_WithAFileLongerThanListed_IsCountedWhileItComes()
    {
        using var file = new MemoryStream(Bomb(listedBytes: 1000));
        using var archive = ImportArchive.Open(file);
        using var unpacked = archive.Area("recordings").OpenFile("files/bomb.edf")!;

        var refusal = Assert.Throws<ImportRefusedException>(() => unpacked.CopyTo(Stream.Null));

        Assert.Contains("longer than it says", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Archive_EveryPrefixOfAnExport_IsRefusedOrFails()
    {
        var whole = Export(("accounts/profile.json", Encoding.UTF8.GetBytes("""[{"first_name":"A"}]""")));
        for (var length = 0; length < whole.Length; length += 7)
        {
            using var file = new MemoryStream(whole[..length]);
            Assert.Throws<ImportRefusedException>(() => ImportArchive.Open(file));
        }

        using var intact = new MemoryStream(whole);
        using var archive = ImportArchive.Open(intact);
        Assert.Equal(1, await archive.Area("accounts").ReadRowsAsync<JsonElement>("profile", Stop).CountAsync(Stop));
    }

    [Fact]
    public async Task Import_OfSomebodyElse_IsNotFound()
    {
        var me = await app.SignUpAsync();
        var id = (await ImportAsync(me, Export(("accounts/profile.json", "[]"u8.ToArray())))).GetProperty("id").GetGuid();

        Assert.Equal(HttpStatusCode.NotFound, await app.GetAsync($"/v1/import/all/{id}", (await app.SignUpAsync()).AccessToken).StatusAsync());
    }

    [Fact]
    public async Task Import_WhereSomethingIsGivenAlready_OverwritesNothing()
    {
        var me = await app.SignUpAsync();
        await app.SendAsync(HttpMethod.Patch, "/v1/users/me/profile", new { first_name = "Mine" }, me.AccessToken).JsonAsync();

        var ended = await ImportAsync(me, Export(("accounts/profile.json", Encoding.UTF8.GetBytes("""[{"first_name":"Other","last_name":"Other"}]"""))));

        Assert.Equal("completed", ended.GetProperty("status").GetString());
        var profile = await app.GetAsync("/v1/users/me/profile", me.AccessToken).JsonAsync();
        Assert.Equal(("Mine", null), (profile.GetProperty("first_name").GetString(), profile.GetProperty("last_name").GetString()));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json")]
    public async Task Import_OtherContentType_IsRefused(string type)
    {
        var me = await app.SignUpAsync();
        var content = new ByteArrayContent(Make("text"));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        using var response = await app.PostAsync("/v1/import/all", content, me.AccessToken);

        await ProblemAssert.IsAsync(response, HttpStatusCode.UnsupportedMediaType, "not-an-archive");
    }

    private static byte[] Make(string kind)
    {
        var whole = Export(("accounts/profile.json", Encoding.UTF8.GetBytes("""[{"first_name":"A"}]""")));
        return kind switch
        {
            "nothing" => [],
            "text" => Encoding.UTF8.GetBytes("PK is not enough, nor is this."),
            "other zip" => Zip(("readme.txt", "hello"u8.ToArray())),
            "cut in half" => whole[..(whole.Length / 2)],
            "last byte missing" => whole[..^1],
            "other schema" => Zip(("halcyon-export.json", """{"schema":"halcyon.export/99","created_at":"2026-01-01T00:00:00Z","files":[]}"""u8.ToArray())),
            "missing file" => Zip(("halcyon-export.json", Manifest(("accounts/profile.json", 10)))),
            "up and out" => Zip(("halcyon-export.json", Manifest()), ("accounts/../../evil.json", "[]"u8.ToArray())),
            "absolute" => Zip(("halcyon-export.json", Manifest()), ("/etc/passwd", "x"u8.ToArray())),
            "drive" => Zip(("halcyon-export.json", Manifest()), ("C:evil", "x"u8.ToArray())),
            "backslash" => Zip(("halcyon-export.json", Manifest()), ("..\\evil", "x"u8.ToArray())),
            "twice" => Zip(("halcyon-export.json", Manifest()), ("a", "1"u8.ToArray()), ("a", "2"u8.ToArray())),
            "manifest that is no json" => Zip(("halcyon-export.json", "[1,2"u8.ToArray())),
            "endless names" => Zip([.. Enumerable.Range(0, 70_000).Select(index => ($"{index:D6}{new string('n', 230)}", Array.Empty<byte>()))]),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }

    /// <summary>1.5 GiB of zeros in some 1.5 MB.</summary>
    private static byte[] Bomb(long listedBytes)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var entry = zip.CreateEntry("recordings/files/bomb.edf", CompressionLevel.Fastest).Open())
                new ZeroStream(3L << 29).CopyTo(entry);
            using var manifest = zip.CreateEntry("halcyon-export.json").Open();
            manifest.Write(Manifest(("recordings/files/bomb.edf", listedBytes)));
        }

        return file.ToArray();
    }

    private static byte[] Export(params (string Path, byte[] Content)[] files) =>
        Zip([.. files, ("halcyon-export.json", Manifest([.. files.Select(file => (file.Path, (long)file.Content.Length))]))]);

    private static byte[] Manifest(params (string Path, long Length)[] files) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["schema"] = ExportArchive.Schema,
        ["created_at"] = "2026-01-01T00:00:00Z",
        ["files"] = new JsonArray([.. files.Select(file => new JsonObject
        {
            ["area"] = "", ["name"] = "", ["title"] = "", ["path"] = file.Path, ["length_bytes"] = file.Length, ["sha256"] = "", ["rows"] = null,
        })]),
    }.ToJsonString());

    private static byte[] Zip(params (string Path, byte[] Content)[] files)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in files)
            {
                using var entry = zip.CreateEntry(path, content.Length == 0 ? CompressionLevel.NoCompression : CompressionLevel.Fastest).Open();
                entry.Write(content);
            }
        }

        return file.ToArray();
    }

    private Task<JsonElement> ImportAsync(SignedIn me, byte[] archive) => new Person(app, me, Guid.Empty).ImportAsync(archive);

    private Task<HttpResponseMessage> PostAsync(SignedIn me, byte[] archive)
    {
        var content = new ByteArrayContent(archive);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        return app.PostAsync("/v1/import/all", content, me.AccessToken);
    }
}
