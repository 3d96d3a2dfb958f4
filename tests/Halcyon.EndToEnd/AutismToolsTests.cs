using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Halcyon.EndToEnd;

/// <summary>Sensory load, masking and routine as somebody uses them: by one key, without network, and with the keyboard alone.</summary>
[Collection(SharesChromium.Name)]
public sealed class AutismToolsTests(Chromium chromium)
{
    [Theory]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task SensoryLoad_ByOneKey_IsLoggedUndoneAndLoggedWithDetail(int width, ColorScheme scheme)
    {
        await using var opened = await chromium.OpenAsync(width, 780, scheme);
        var page = opened.Page;
        await Newcomer.RegisterAsync(page);
        await page.GotoAsync("/tools/sensory");
        await Expect(page.GetByText("No entries yet.", new() { Exact = false })).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("7");
        await Expect(page.GetByText("Logged: 7 of 10.")).ToBeVisibleAsync();
        await opened.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.GetByText("No entries yet.", new() { Exact = false })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Add detail" }).ClickAsync();
        await opened.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "4 of 10", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Slider, new() { Name = "Sound" }).FillAsync("8");
        await page.GetByRole(AriaRole.Button, new() { Name = "Work", Exact = true }).ClickAsync();
        await page.GetByLabel("Note").FillAsync("The ventilation hums.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(page.GetByText("Work · Sound 8")).ToBeVisibleAsync();
        await Expect(page.GetByText("The ventilation hums.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show as table" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Table)).ToBeVisibleAsync();
        await opened.AssertAccessibleAsync();
        opened.AssertNoComplaints();
    }

    [Fact]
    public async Task SensoryLoad_WithoutNetwork_IsKeptAndSentOnce()
    {
        await using var opened = await chromium.OpenAsync(360, 780);
        var page = opened.Page;
        await Newcomer.RegisterAsync(page);
        await page.GotoAsync("/tools/sensory");
        await Expect(page.GetByText("No entries yet.", new() { Exact = false })).ToBeVisibleAsync();
        await page.Context.SetOfflineAsync(true);

        await page.Keyboard.PressAsync("5");
        await Expect(page.GetByText("Kept on this device: 5 of 10.", new() { Exact = false })).ToBeVisibleAsync();
        await opened.AssertAccessibleAsync();

        await page.Context.SetOfflineAsync(false);
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Remove the entry" })).ToHaveCountAsync(1);
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Remove the entry" })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Note_ThatCallsForHelp_ShowsNumbersAtOnce()
    {
        await using var opened = await chromium.OpenAsync(360, 780);
        var page = opened.Page;
        await Newcomer.RegisterAsync(page);
        await page.GotoAsync("/tools/masking");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add detail" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "9 of 10", Exact = true }).ClickAsync();
        await page.GetByLabel("Note").FillAsync("I am going to kill myself tonight.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        var help = page.GetByRole(AriaRole.Dialog, new() { Name = "Help, right now" });
        await Expect(help.Locator("a[href^='tel:']").First).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task Routine_WrittenOrderedTickedAndChanged(int width, ColorScheme scheme)
    {
        await using var opened = await chromium.OpenAsync(width, 780, scheme);
        var page = opened.Page;
        await Newcomer.RegisterAsync(page);
        await page.GotoAsync("/tools/routine");
        await page.GetByRole(AriaRole.Link, new() { Name = "Write my routine" }).ClickAsync();
        foreach (var name in new[] { "Porridge", "Walk" })
            await AddAsync(opened, name);

        await MoveByKeyboardAsync(page);
        await Expect(Row(page, 0)).ToContainTextAsync("Walk");
        await page.GetByRole(AriaRole.Button, new() { Name = "Move Walk later" }).ClickAsync();
        await Expect(Row(page, 0)).ToContainTextAsync("Porridge");
        await opened.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Back to the day" }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Done: Porridge" }).ClickAsync();
        await Expect(page.GetByText("Done at", new() { Exact = false })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Skip: Walk" }).ClickAsync();
        await Expect(page.GetByText("Skipped. That is fine.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo: Walk" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Done: Walk" })).ToBeVisibleAsync();
        await opened.AssertAccessibleAsync();
        await AnnounceAsync(opened);
        opened.AssertNoComplaints();
    }

    private static async Task AddAsync(OpenedPage opened, string name)
    {
        var page = opened.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Add something" }).ClickAsync();
        var sheet = page.GetByRole(AriaRole.Dialog);
        await sheet.GetByRole(AriaRole.Textbox, new() { Name = "What you do" }).FillAsync(name);
        await opened.AssertAccessibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = $"Change {name}" })).ToBeVisibleAsync();
        // The focus goes back to where it was.
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Add something" })).ToBeFocusedAsync();
    }

    /// <summary>The second thing before the first: the handle, Enter, up, Enter.</summary>
    private static async Task MoveByKeyboardAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Drag Walk" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-drop-target]")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Home");
        await page.Keyboard.PressAsync("Enter");
    }

    private static ILocator Row(IPage page, int index) => page.GetByRole(AriaRole.Row).Nth(index);

    /// <summary>Tomorrow's walk does not happen; it shows on tomorrow, and can be taken back.</summary>
    private static async Task AnnounceAsync(OpenedPage opened)
    {
        var page = opened.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Something will be different" }).ClickAsync();
        var sheet = page.GetByRole(AriaRole.Dialog);
        await sheet.GetByLabel("What it is about").SelectOptionAsync(new SelectOptionValue { Index = 2 });
        await opened.AssertAccessibleAsync();
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Announce it" }).ClickAsync();
        await Expect(page.GetByText("Walk will not happen")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "Tomorrow" }).ClickAsync();
        await Expect(page.GetByText("Will not happen", new() { Exact = true })).ToBeVisibleAsync();
        await opened.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take back: Walk will not happen" }).ClickAsync();
        await Expect(page.GetByText("Will not happen", new() { Exact = true })).ToHaveCountAsync(0);
    }
}
