using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Halcyon.EndToEnd;

/// <summary>Every screen, on a phone and on a desk, light and dark: nothing overflows, and axe finds nothing.</summary>
[Collection(SharesChromium.Name)]
public sealed class ScreensTests(Chromium chromium)
{
    [Theory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(2560, ColorScheme.Dark)]
    public async Task EveryScreen_AtThisSize_FitsAndIsAccessible(int width, ColorScheme scheme)
    {
        await using var opened = await chromium.OpenAsync(width, 800, scheme);
        var page = opened.Page;

        await page.GotoAsync("/");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "See it work" })).ToBeVisibleAsync();
        await CheckAsync(opened);
        foreach (var address in PublicPages)
        {
            await OpenAsync(page, address);
            await CheckAsync(opened);
        }

        await Newcomer.RegisterAsync(page);
        await CheckAsync(opened);
        foreach (var address in CompanionPages.Concat(SettingsPages))
        {
            await OpenAsync(page, address);
            await CheckAsync(opened);
        }

        await page.GotoAsync("/recordings");
        await Newcomer.UploadAsync(page, "screens.edf", Newcomer.DemoBytes());
        await Expect(Newcomer.Row(page, "screens").GetByRole(AriaRole.Img, new() { Name = "Grade" })).ToBeVisibleAsync();
        await CheckAsync(opened);
        await Newcomer.Row(page, "screens").GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await CheckAsync(opened);
        opened.AssertNoComplaints();
    }

    [Theory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task EveryPageOfAdministration_AtThisSize_FitsAndIsAccessible(int width, ColorScheme scheme)
    {
        await using var opened = await chromium.OpenAsync(width, 800, scheme);
        var page = opened.Page;
        await Administration.SignInAsync(page, chromium.Halcyon);
        foreach (var address in AdministrationPages)
        {
            await OpenAsync(page, address);
            await CheckAsync(opened);
        }

        // One account in its panel, and the panel of inviting.
        await page.GotoAsync("/admin/users");
        await page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByText("Last sign-in")).ToBeVisibleAsync();
        await CheckAsync(opened);
        await page.GotoAsync("/admin/invitations");
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await CheckAsync(opened);
        opened.AssertNoComplaints();
    }

    [Theory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(2560, ColorScheme.Dark)]
    public async Task EveryScreenThatLooksBack_AtThisSize_FitsAndIsAccessible(int width, ColorScheme scheme)
    {
        await using var opened = await chromium.OpenAsync(width, 800, scheme);
        await Newcomer.RegisterAsync(opened.Page);
        foreach (var address in LookingBackPages)
        {
            await OpenAsync(opened.Page, address);
            await CheckAsync(opened);
        }

        opened.AssertNoComplaints();
    }

    [Fact]
    public async Task EveryScreen_WithTheLargestTypeOnAPhone_Fits()
    {
        await using var opened = await chromium.OpenAsync(360, 780);
        var page = opened.Page;
        await SetTextSizeAsync(page, "/appearance", "28");
        await AssertAllFitAsync(page, PublicPages.Prepend("/"));

        await Newcomer.RegisterAsync(page);
        await AssertAllFitAsync(page, CompanionPages.Concat(SettingsPages));

        // Somebody else: nobody may ask for as many pages in a minute.
        await Newcomer.SignOutAsync(page);
        await SetTextSizeAsync(page, "/appearance", "28");
        await Newcomer.RegisterAsync(page);
        await AssertAllFitAsync(page, LookingBackPages);
        await AssertAllFitAsync(page, [await CheckInAsync(page)]);
        // The frame leaves the screen to what it frames: name, help and account stand in one row.
        Assert.InRange((await page.GetByRole(AriaRole.Banner).BoundingBoxAsync())!.Height, 44, 64);

        await Newcomer.SignOutAsync(page);
        await Administration.SignInAsync(page, chromium.Halcyon);
        await SetTextSizeAsync(page, "/settings/appearance", "28");
        try
        {
            await AssertAllFitAsync(page, AdministrationPages);
        }
        finally
        {
            // The account is kept with its choices, for the other tests too.
            await SetTextSizeAsync(page, "/settings/appearance", "16");
        }

        opened.AssertNoComplaints();
    }

    /// <returns>The address of what was kept.</returns>
    private static async Task<string> CheckInAsync(IPage page)
    {
        await OpenAsync(page, "/check-in");
        await page.Keyboard.PressAsync("5");
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Energy" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("5");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Add more" })).ToBeVisibleAsync();
        await OpenAsync(page, "/history");
        var entry = page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Mood 5" });
        return await entry.GetAttributeAsync("href") ?? throw new InvalidOperationException("The check-in has no address.");
    }

    private static async Task SetTextSizeAsync(IPage page, string address, string pixels)
    {
        await OpenAsync(page, address);
        var field = page.GetByRole(AriaRole.Textbox, new() { Name = "Text size" });
        if (await field.InputValueAsync() == pixels)
            return;

        await field.FillAsync(pixels);
        await page.Keyboard.PressAsync("Tab");
        if (address.StartsWith("/settings", StringComparison.Ordinal))
            await Expect(page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>Every page that does not fit is named, not only the first.</summary>
    private static async Task AssertAllFitAsync(IPage page, IEnumerable<string> addresses)
    {
        var tooWide = new List<string>();
        foreach (var address in addresses)
        {
            await OpenAsync(page, address);
            await page.WaitForFunctionAsync("() => document.documentElement.style.getPropertyValue('--size-scale') === '1.75'");
            if (await OverflowAsync(page) is > 0 and var pixels)
                tooWide.Add($"{address}: {pixels} pixels");
        }

        Assert.True(tooWide.Count == 0, string.Join('\n', tooWide));
    }

    private static readonly string[] PublicPages =
    [
        "/sign-in", "/register", "/forgot-password", "/reset-password", "/reset-password#user=1&token=2", "/verify-email",
        "/accept-invitation#token=1", "/appearance", "/help", "/help/plan", "/no-such-page",
    ];

    private static readonly string[] AdministrationPages =
        ["/admin/users", "/admin/invitations", "/admin/audit", "/admin/jobs", "/admin/mail", "/admin/system"];

    private static readonly string[] CompanionPages =
    [
        "/today", "/check-in", "/plan", "/help", "/screenings/phq9", "/screenings/gad7", "/library", "/library/box-breathing",
        "/library/box-breathing/do", "/tools/sensory", "/tools/routine", "/tools/routine/edit", "/tools/masking",
        "/tools", "/tools/tasks", "/tools/time", "/tools/focus", "/tools/timer",
    ];

    private static readonly string[] LookingBackPages =
    [
        "/check-in?after=crisis", "/history", "/history/calendar", "/history/charts", "/history/import", "/insights", "/insights/patterns",
        "/insights/questionnaires",
    ];

    private static readonly string[] SettingsPages =
    [
        "/settings/profile", "/settings/appearance", "/settings/notifications", "/settings/support", "/settings/security",
        "/settings/health-screening", "/settings/consents", "/settings/sharing", "/settings/activity", "/settings/data",
        "/settings/delete-account", "/settings", "/clients",
    ];

    private static async Task CheckAsync(OpenedPage opened)
    {
        await AssertFitsAsync(opened.Page);
        await opened.AssertAccessibleAsync();
    }

    private static async Task OpenAsync(IPage page, string address)
    {
        await page.GotoAsync(address);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        // The wait for what the page shows.
        await Expect(page.Locator(".animate-late")).ToHaveCountAsync(0);
    }

    /// <summary>Neither the window nor the part of it that scrolls goes sideways.</summary>
    private static async Task AssertFitsAsync(IPage page)
    {
        var overflow = await OverflowAsync(page);
        Assert.True(overflow <= 0, $"{page.Url} is {overflow} pixels wider than its window.");
        // Only the page under the bar scrolls: focus on something far down must not take the bar, and help with it, out of sight.
        var below = await page.EvaluateAsync<int>("() => document.documentElement.scrollHeight - window.innerHeight");
        Assert.True(below <= 0, $"{page.Url} is {below} pixels taller than its window, outside of what scrolls.");
    }

    private static Task<int> OverflowAsync(IPage page) => page.EvaluateAsync<int>(
        "() => Math.max(...[document.documentElement, document.getElementById('main')].map(e => e.scrollWidth - e.clientWidth))");
}
