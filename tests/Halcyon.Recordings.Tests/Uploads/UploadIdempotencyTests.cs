using System.Net;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Recordings.Tests.Uploads;

public sealed class UploadIdempotencyTests(HalcyonApp app)
{
    [Fact]
    public async Task Upload_SameKeyAgain_GivesTheFirstAnswerAndStoresOnce()
    {
        // A program to itself: the blob folder of the shared one changes with every other test's upload.
        await using var own = await HalcyonApp.StartAsync();
        using var client = await own.RegisterAsync();
        var file = new EdfSample().ToBytes();
        using var first = await client.UploadAsync(file, idempotencyKey: "one");
        var recording = await first.JsonAsync(HttpStatusCode.Created);

        using var second = await client.UploadAsync(file, idempotencyKey: "one");

        Assert.Equal(recording.GetRawText(), (await second.JsonAsync(HttpStatusCode.Created)).GetRawText());
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal("true", second.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Single((await client.GetJsonAsync("/v1/recordings")).GetProperty("items").EnumerateArray());
        Assert.Single(Blobs.Of(own));
    }

    [Fact]
    public async Task Upload_SameKeyAtTheSameTime_StoresOnce()
    {
        await using var own = await HalcyonApp.StartAsync();
        using var client = await own.RegisterAsync();
        var file = new EdfSample().ToBytes();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => client.UploadAsync(file, idempotencyKey: "race")));

        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var answer in answers)
        {
            ids.Add((await answer.JsonAsync(HttpStatusCode.Created)).Id());
            answer.Dispose();
        }

        Assert.Single(ids);
        Assert.Single(Blobs.Of(own));
    }

    [Fact]
    public async Task Upload_KeyOfAnotherFile_IsRefused()
    {
        using var client = await app.RegisterAsync();
        using var first = await client.UploadAsync(new EdfSample().ToBytes(), idempotencyKey: "two");
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);

        using var second = await client.UploadAsync(new EdfSample { Labels = ["C3"] }.ToBytes(), idempotencyKey: "two");

        await ProblemAssert.IsAsync(second, HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
    }

    [Fact]
    public async Task Upload_KeyOfAnotherPerson_IsAnotherKey()
    {
        using var client = await app.RegisterAsync();
        using var other = await app.RegisterAsync();
        var file = new EdfSample().ToBytes();
        using var first = await client.UploadAsync(file, idempotencyKey: "three");
        using var second = await other.UploadAsync(file, idempotencyKey: "three");

        Assert.NotEqual((await first.JsonAsync(HttpStatusCode.Created)).Id(), (await second.JsonAsync(HttpStatusCode.Created)).Id());
    }

    [Fact]
    public async Task Upload_KeyOfARefusedFile_CanBeUsedForTheRightOne()
    {
        using var client = await app.RegisterAsync();
        var broken = new EdfSample().ToBytes();
        "minus1  "u8.CopyTo(broken.AsSpan(244));
        using var refused = await client.UploadAsync(broken, idempotencyKey: "four");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);

        using var accepted = await client.UploadAsync(new EdfSample().ToBytes(), idempotencyKey: "four");

        Assert.Equal(HttpStatusCode.Created, accepted.StatusCode);
    }

    [Fact]
    public async Task Upload_KeyThatIsTooLong_IsNamed()
    {
        using var client = await app.RegisterAsync();
        using var response = await client.UploadAsync(new EdfSample().ToBytes(), idempotencyKey: new string('k', 201));

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "invalid-parameter");
        Assert.True(problem.GetProperty("errors").TryGetProperty("Idempotency-Key", out _));
    }
}
