using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Halcyon.EndToEnd;

/// <summary>The companion on a bad day: a check-in of two keys, help that waits for nothing, a network that is gone.</summary>
[Collection(SharesChromium.Name)]
public sealed class CompanionTests(Chromium chromium)
{
    [Theory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task CheckIn_ByKeyboardAlone_IsTwoKeysAndIsThereAfterwards(int width, ColorScheme scheme)
    {
        await using var opened = await chromium.OpenAsync(width, 780, scheme);
        var page = opened.Page;
        await Newcomer.RegisterAsync(page);

        await page.GetByRole(AriaRole.Link, new() { Name = "Check in" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
        await opened.AssertAccessibleAsync();
        await page.Keyboard.PressAsync("4");
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Energy" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
        await opened.AssertAccessibleAsync();
        await page.Keyboard.PressAsync("0");

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Add more" })).ToBeVisibleAsync();
        await opened.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Your last check-in was at")).ToBeVisibleAsync();
        opened.AssertNoComplaints();
    }

    [Theory]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task Journal_ThatCallsForHelp_ShowsNumbersAtOnce(int width, ColorScheme scheme)
    {
        await using var opened = await chromium.OpenAsync(width, 780, scheme);
        var page = opened.Page;
        await Newcomer.RegisterAsync(page);
        await CheckInAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add more" }).ClickAsync();
        foreach (var topic in new[] { "In your words", "Anxiety and stress", "Body", "Where, what, with whom", "Sleep", "Things of your own" })
            await page.GetByRole(AriaRole.Button, new() { Name = topic }).ClickAsync();
        await opened.AssertAccessibleAsync();

        await page.GetByLabel("Journal").FillAsync("I am going to kill myself tonight.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        var help = page.GetByRole(AriaRole.Dialog, new() { Name = "Help, right now" });
        await Expect(help).ToBeVisibleAsync();
        await Expect(help.Locator("a[href^='tel:']").First).ToBeVisibleAsync();
        await opened.AssertAccessibleAsync();
        opened.AssertNoComplaints();
    }

    [Fact]
    public async Task Body_OnASmallPhone_IsSeenWholeAndTakesATapBetweenTheLegs()
    {
        await using var opened = await chromium.OpenAsync(360, 640);
        var page = opened.Page;
        await Newcomer.RegisterAsync(page);
        await CheckInAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add more" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Body" }).ClickAsync();
        var figure = page.GetByRole(AriaRole.Group, new() { Name = "A figure seen from the front" });
        await Expect(figure).ToBeInViewportAsync(new() { Ratio = 1 });
        var save = (await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).BoundingBoxAsync())!;
        var place = (await figure.BoundingBoxAsync())!;
        Assert.True(place.Y + place.Height <= save.Y, "The feet lie under the button to save.");

        // In the drawing of 180 by 420 from x = 10: between the shins.
        await page.Mouse.ClickAsync(place.X + (place.Width * 90 / 180), place.Y + (place.Height * 370 / 420));

        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Tension: Legs" })).ToBeVisibleAsync();
        opened.AssertNoComplaints();
    }

    [Fact]
    public async Task Help_SignedOutAndOffline_StillHasItsNumbers()
    {
        await using var opened = await chromium.OpenAsync(360, 780);
        var page = opened.Page;
        await page.GotoAsync("/sign-in");
        // The shell is on the device once its worker is.
        await page.EvaluateAsync("async () => { await navigator.serviceWorker.ready; }");
        await page.ReloadAsync();
        await page.Context.SetOfflineAsync(true);

        await page.GotoAsync("/help");

        await page.GetByLabel("You are in").SelectOptionAsync("GB");
        await Expect(page.Locator("a[href^='tel:']").First).ToHaveAttributeAsync("href", "tel:999");
        await Expect(page.Locator("a[href='tel:116123']")).ToBeVisibleAsync();
        var box = await page.Locator("a[href='tel:116123']").BoundingBoxAsync();
        Assert.True(box!.Height >= 56, $"The link is {box.Height} pixels high.");
        await opened.AssertAccessibleAsync();
    }

    [Fact]
    public async Task CheckIn_WithoutNetwork_IsKeptUnreadableAndSentOnce()
    {
        await using var opened = await chromium.OpenAsync(360, 780);
        var page = opened.Page;
        await Newcomer.RegisterAsync(page);
        await page.GotoAsync("/check-in");
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Mood" })).ToBeVisibleAsync();
        await page.Context.SetOfflineAsync(true);

        await CheckInAsync(page);
        await Expect(page.GetByText("kept on this device", new() { Exact = false }).First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Need help now" })).ToBeVisibleAsync();
        var kept = await page.EvaluateAsync<string>(ReadKept);
        Assert.Contains("\"bytes\":", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("mood_score", kept, StringComparison.Ordinal);
        Assert.Contains("\"extractable\":false", kept, StringComparison.Ordinal);

        await page.Context.SetOfflineAsync(false);
        await page.GotoAsync("/today");
        await Expect(page.GetByText("Your last check-in was at")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.GetByText("Your last check-in was at")).ToBeVisibleAsync();
        // Reloaded between being sent and being forgotten, it is sent once more; its own id keeps it one.
        await page.WaitForFunctionAsync($"async () => !(await ({ReadKept})()).includes('\"bytes\":')");
        await page.GotoAsync("/history");
        await Expect(page.Locator("main a[href^='/history/']:not([href*='calendar']):not([href*='charts']):not([href*='import'])")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Plan_OnceOpened_CanBeReadWithoutNetwork()
    {
        await using var opened = await chromium.OpenAsync(360, 780);
        var page = opened.Page;
        await Newcomer.RegisterAsync(page);
        await page.GotoAsync("/plan");
        await page.GetByRole(AriaRole.Button, new() { Name = "Write: What I can do by myself" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "What I can do by myself" }).FillAsync("Listen to rain");
        await Expect(page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        await opened.AssertAccessibleAsync();
        await page.EvaluateAsync("async () => { await navigator.serviceWorker.ready; }");
        await page.ReloadAsync();
        await Expect(page.GetByText("Listen to rain")).ToBeVisibleAsync();

        await page.Context.SetOfflineAsync(true);
        await page.ReloadAsync();

        await Expect(page.GetByText("This is your plan as it was")).ToBeVisibleAsync();
        await Expect(page.GetByText("Listen to rain")).ToBeVisibleAsync();
        await opened.AssertAccessibleAsync();
    }

    [Fact]
    public async Task Plan_OfSomeoneSignedOutForBeingAway_IsReadFromHelpWithoutNetworkUntilTheySignOutThemselves()
    {
        await using var opened = await chromium.OpenAsync(360, 780);
        var page = opened.Page;
        var email = await Newcomer.RegisterAsync(page);
        await page.GotoAsync("/plan");
        await page.GetByRole(AriaRole.Button, new() { Name = "Write: What I can do by myself" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "What I can do by myself" }).FillAsync("Listen to rain");
        await Expect(page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        await page.EvaluateAsync("async () => { await navigator.serviceWorker.ready; }");
        await page.ReloadAsync();
        await Expect(page.GetByText("Listen to rain")).ToBeVisibleAsync();

        // Away for longer than the sign-out takes, and back where there is no network.
        await page.Context.SetOfflineAsync(true);
        await page.EvaluateAsync(
            "() => { const now = Date.now; Date.now = () => now() + 16 * 60_000; window.dispatchEvent(new Event('focus')); }");
        await Expect(page.GetByText("You were signed out to keep your account safe.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "My safety plan" })).ToBeVisibleAsync();
        await opened.AssertAccessibleAsync();
        await page.GotoAsync("/help");
        await page.GetByRole(AriaRole.Link, new() { Name = "Read my safety plan" }).ClickAsync();

        await Expect(page.GetByText("Listen to rain")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Textbox)).ToHaveCountAsync(0);
        await opened.AssertAccessibleAsync();
        await page.GotoAsync("/help/plan");
        await Expect(page.GetByText("Listen to rain")).ToBeVisibleAsync();

        await page.Context.SetOfflineAsync(false);
        await Newcomer.SignInAsync(page, email);
        await Newcomer.ExpectHomeAsync(page);
        await Newcomer.SignOutAsync(page);
        await page.Context.SetOfflineAsync(true);
        await page.GotoAsync("/help/plan");
        await Expect(page.GetByText("There is no plan on this device.")).ToBeVisibleAsync();
    }

    /// <summary>What this browser's database holds, as far as a script can see into it.</summary>
    private const string ReadKept =
        """
        () => new Promise((resolve, reject) => {
          const request = indexedDB.open('halcyon.device');
          request.onerror = () => reject(request.error);
          request.onsuccess = () => {
            const database = request.result;
            const all = name => new Promise(done => {
              const read = database.transaction(name).objectStore(name).getAll();
              read.onsuccess = () => done(read.result);
            });
            Promise.all([all('items'), all('keys')]).then(([items, keys]) => {
              database.close();
              const waiting = items.filter(item => item.key.includes('|waiting-check-in|'));
              resolve(JSON.stringify({
                items: waiting.map(item => ({ bytes: item.sealed.byteLength, text: new TextDecoder().decode(item.sealed) })),
                keys: keys.map(key => ({ extractable: key.extractable })),
              }));
            });
          };
        })
        """;

    private static async Task CheckInAsync(IPage page)
    {
        if (new Uri(page.Url).AbsolutePath != "/check-in")
            await page.GetByRole(AriaRole.Link, new() { Name = "Check in" }).ClickAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "Mood" }).GetByRole(AriaRole.Button).Nth(2).ClickAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "Energy" }).GetByRole(AriaRole.Button).Nth(3).ClickAsync();
    }
}
