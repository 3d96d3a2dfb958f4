using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Halcyon.EndToEnd;

/// <summary>Tasks, time, focus and the timer as somebody uses them: by keyboard, with a call for help, and without network.</summary>
[Collection(SharesChromium.Name)]
public sealed class AdhdToolsTests(Chromium chromium)
{
    [Theory]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task Task_TakenApart_IsKeptTickedAndBroughtBack(int width, ColorScheme scheme)
    {
        await using var opened = await chromium.OpenAsync(width, 780, scheme);
        var page = opened.Page;
        await Newcomer.RegisterAsync(page);
        await page.GotoAsync("/tools/tasks");
        await page.GetByLabel("What is the task?").FillAsync("Clean the kitchen");
        await page.GetByRole(AriaRole.Button, new() { Name = "Break it into steps" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Smaller steps for: Wipe the worktop from one end to the other." }).ClickAsync();
        await Expect(page.GetByText("Choose an area as large as an open newspaper.")).ToBeVisibleAsync();
        await opened.AssertAccessibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Keep as a list" }).ClickAsync();
        // The page draws the tick itself, a moment after the click.
        await page.GetByRole(AriaRole.Checkbox).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Checkbox).First).ToBeCheckedAsync();
        await Expect(page.GetByText("1 of 12")).ToBeVisibleAsync();
        await opened.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take away: Clean the kitchen" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring it back" }).ClickAsync();

        await Expect(page.GetByText("1 of 12")).ToBeVisibleAsync();
        opened.AssertNoComplaints();
    }

    [Fact]
    public async Task Task_WithoutNetwork_IsTakenApartOnTheDevice()
    {
        await using var opened = await chromium.OpenAsync(360, 780);
        var page = opened.Page;
        await Newcomer.RegisterAsync(page);
        await page.GotoAsync("/tools/tasks");
        await page.GetByLabel("What is the task?").FillAsync("Do the laundry");
        await page.Context.SetOfflineAsync(true);

        await page.GetByRole(AriaRole.Button, new() { Name = "Break it into steps" }).ClickAsync();

        await Expect(page.GetByText("Take the basket and pick up the clothes nearest to you.")).ToBeVisibleAsync();
        await opened.AssertAccessibleAsync();
    }

    [Fact]
    public async Task Task_ThatCallsForHelp_OpensHelpAndGivesNoSteps()
    {
        await using var opened = await chromium.OpenAsync(360, 780);
        var page = opened.Page;
        await Newcomer.RegisterAsync(page);
        await page.GotoAsync("/tools/tasks");
        await page.GetByLabel("What is the task?").FillAsync("I want to kill myself tonight");

        await page.GetByRole(AriaRole.Button, new() { Name = "Break it into steps" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Keep as a list" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Guess_ByKeyboardAlone_IsBegunAndFinished()
    {
        await using var opened = await chromium.OpenAsync(1280, 800);
        var page = opened.Page;
        await Newcomer.RegisterAsync(page);
        await page.GotoAsync("/tools/time");
        await page.GetByLabel("What are you going to do?").FocusAsync();
        await page.Keyboard.TypeAsync("Make tea");
        await page.Keyboard.PressAsync("Enter");
        var done = page.GetByRole(AriaRole.Button, new() { Name = "Done", Exact = true });
        await Expect(done).ToBeVisibleAsync();
        await opened.AssertAccessibleAsync();

        await done.FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByText("Is that right?")).ToBeVisibleAsync();
        await Expect(page.GetByText("1 of 5 tasks so far.", new() { Exact = false })).ToBeVisibleAsync();
        await opened.AssertAccessibleAsync();
        opened.AssertNoComplaints();
    }

    [Fact]
    public async Task FocusAndTimer_Begun_OutliveTheirPage()
    {
        await using var opened = await chromium.OpenAsync(360, 780);
        var page = opened.Page;
        await Newcomer.RegisterAsync(page);
        await page.GotoAsync("/tools/focus");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Just begun")).ToBeVisibleAsync();
        await opened.AssertAccessibleAsync();
        await page.GotoAsync("/tools/timer");
        await page.GetByRole(AriaRole.Button, new() { Name = "10 min" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "Time left" })).ToBeVisibleAsync();
        await opened.AssertAccessibleAsync();

        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pause" })).ToBeVisibleAsync();
        await page.GotoAsync("/tools/focus");
        await page.GetByRole(AriaRole.Button, new() { Name = "I am done" }).ClickAsync();

        await Expect(page.GetByText("Focus ended", new() { Exact = false })).ToBeVisibleAsync();
        opened.AssertNoComplaints();
    }
}
