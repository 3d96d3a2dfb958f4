using System.IO.Compression;
using System.Net;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Halcyon.EndToEnd;

/// <summary>Taking everything along, bringing it elsewhere, and leaving.</summary>
[Collection(SharesChromium.Name)]
public sealed class LeavingTests(Chromium chromium)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Copy_PreparedAndDownloadedOnce_HoldsTheRecordingAndComesBackElsewhere()
    {
        await using var opened = await chromium.OpenAsync();
        var page = opened.Page;
        await Newcomer.RegisterAsync(page);
        await Newcomer.BringRecordingAsync(page, "to-take-along");

        await page.GotoAsync("/settings/data");
        await page.GetByRole(AriaRole.Button, new() { Name = "Prepare a copy" }).ClickAsync();
        var button = page.GetByRole(AriaRole.Button, new() { Name = "Download" });
        await Expect(button).ToBeVisibleAsync();
        await Expect(page.GetByText("Ready, ", new() { Exact = false })).ToBeVisibleAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => button.ClickAsync());
        var archive = await download.PathAsync();
        await AssertHoldsAsync(archive);
        using (var http = new HttpClient())
        {
            using var again = await http.GetAsync(new Uri(download.Url), Stop);
            Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        }

        await using var elsewhere = await chromium.OpenAsync();
        await Newcomer.RegisterAsync(elsewhere.Page);
        await elsewhere.Page.GotoAsync("/settings/data");
        await elsewhere.Page.Locator("input[type=file]").SetInputFilesAsync(
            new FilePayload { Name = "copy.zip", MimeType = "application/zip", Buffer = await File.ReadAllBytesAsync(archive, Stop) });
        await Expect(elsewhere.Page.GetByText("Everything in copy.zip is now in your account.")).ToBeVisibleAsync();
        await elsewhere.Page.GotoAsync("/recordings");
        await Newcomer.Row(elsewhere.Page, "to-take-along").GetByRole(AriaRole.Link).First.ClickAsync();
        await ViewerTests.WaitForTracesAsync(elsewhere.Page);
        opened.AssertNoComplaints();
        elsewhere.AssertNoComplaints();
    }

    [Fact]
    public async Task Account_DeletedKeptAndDeletedAgain_SaysOnEveryScreenWhenItEnds()
    {
        await using var opened = await chromium.OpenAsync(width: 360, height: 780);
        var page = opened.Page;
        await Newcomer.RegisterAsync(page);
        var banner = page.GetByRole(AriaRole.Region, new() { Name = "Account to be erased" });

        await page.GotoAsync("/settings/delete-account");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("not the right password");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete my account" }).ClickAsync();
        await Expect(page.GetByText("This is not your password. Nothing was changed.")).ToBeVisibleAsync();
        await Expect(banner).ToHaveCountAsync(0);
        await DeleteAsync(page);
        await Expect(banner).ToBeVisibleAsync();
        await page.GotoAsync("/recordings");
        await Expect(banner).ToContainTextAsync("will be erased on");
        await opened.AssertAccessibleAsync();

        await banner.GetByRole(AriaRole.Button, new() { Name = "Keep my account" }).ClickAsync();
        await Expect(page.GetByText("Your account stays. Nothing was erased.")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Bring your first recording" })).ToBeVisibleAsync();
        await Expect(banner).ToHaveCountAsync(0);

        await page.GotoAsync("/settings/delete-account");
        await DeleteAsync(page);
        await Expect(banner).ToBeVisibleAsync();
        opened.AssertNoComplaints();
    }

    private static async Task DeleteAsync(IPage page)
    {
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Newcomer.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete my account" }).ClickAsync();
    }

    private static async Task AssertHoldsAsync(string path)
    {
        await using var archive = await ZipFile.OpenReadAsync(path, Stop);
        var original = Newcomer.DemoBytes();
        var recording = Assert.Single(archive.Entries, entry => entry.Name.EndsWith(".edf", StringComparison.Ordinal));
        await using (var stream = await recording.OpenAsync(Stop))
        {
            using var content = new MemoryStream();
            await stream.CopyToAsync(content, Stop);
            Assert.Equal(original, content.ToArray());
        }

        using var index = new StreamReader(await archive.GetEntry("index.html")!.OpenAsync(Stop));
        // The way back is told by the names that the settings really have.
        Assert.Contains("Settings, Export and import, Bring a copy.", await index.ReadToEndAsync(Stop), StringComparison.Ordinal);
        Assert.NotNull(archive.GetEntry("fhir/bundle.json"));
    }
}
