using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Halcyon.EndToEnd;

/// <summary>A newcomer without an account: the demo, an account, a first recording of their own.</summary>
[Collection(SharesChromium.Name)]
public sealed partial class FirstVisitTests(Chromium chromium)
{
    [Fact]
    public async Task SeeItWork_WithoutAnAccount_AnalysesTheDemoInFrontOfThem()
    {
        await using var opened = await chromium.OpenAsync();
        var page = opened.Page;

        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = "See it work" }).ClickAsync();

        await page.ExpectRecordingAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Quality" })).ToBeVisibleAsync();
        // The truth of the demo: T8 is the bad channel, and somebody blinks.
        await Expect(page.GetByText("judged: 1 bad").First).ToBeVisibleAsync();
        await Expect(page.GetByText("T8", new() { Exact = false }).First).ToBeVisibleAsync();
        await Expect(page.GetByText(Blinks()).First).ToBeVisibleAsync();
        await opened.AssertAccessibleAsync();
        opened.AssertNoComplaints();
    }

    [Fact]
    public async Task Registration_ThenAnUpload_ListsTheRecordingWithItsGrade()
    {
        await using var opened = await chromium.OpenAsync();
        var page = opened.Page;

        await Newcomer.RegisterAsync(page);
        await Newcomer.UploadAsync(page, "night-1.edf", Newcomer.DemoBytes());

        var row = Newcomer.Row(page, "night-1");
        await Expect(row.GetByRole(AriaRole.Img, new() { Name = "Grade" })).ToBeVisibleAsync();
        await opened.AssertAccessibleAsync();
        opened.AssertNoComplaints();
    }

    [Fact]
    public async Task Upload_AFileThatIsNoEeg_IsRefusedInWordsAndListsNothing()
    {
        await using var opened = await chromium.OpenAsync();
        var page = opened.Page;

        await Newcomer.RegisterAsync(page);
        await Newcomer.UploadAsync(page, "holiday.edf", "%PDF-1.7 not an EEG"u8.ToArray());

        await Expect(page.GetByText("This is not an EDF or BDF file", new() { Exact = false }).First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Bring your first recording" })).ToBeVisibleAsync();
        opened.AssertNoComplaints();
    }

    [Fact]
    public async Task Delete_ThenUndo_BringsTheRecordingBack()
    {
        await using var opened = await chromium.OpenAsync();
        var page = opened.Page;
        await Newcomer.RegisterAsync(page);
        await Newcomer.UploadAsync(page, "keep-me.edf", Newcomer.DemoBytes());
        var row = Newcomer.Row(page, "keep-me");

        await row.GetByRole(AriaRole.Button, new() { Name = "Actions for keep-me", Exact = false }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete" }).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

        await Expect(row).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(row).ToBeVisibleAsync();
        opened.AssertNoComplaints();
    }

    [Fact]
    public async Task Reload_WhileSignedIn_StaysSignedIn_AndSignOutEndsIt()
    {
        await using var opened = await chromium.OpenAsync();
        var page = opened.Page;
        await Newcomer.RegisterAsync(page);

        await page.ReloadAsync();
        await Newcomer.ExpectHomeAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Account and appearance" }).ClickAsync();
        await page.GetByText("Sign out").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "See it work" })).ToBeVisibleAsync();
        await page.GotoAsync("/recordings");

        await page.ExpectSignInAsync();
        opened.AssertNoComplaints();
    }

    [GeneratedRegex("[0-9]+ blinks", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blinks();
}
