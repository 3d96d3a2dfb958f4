using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Halcyon.EndToEnd;

/// <summary>The administrator's working day.</summary>
[Collection(SharesChromium.Name)]
public sealed class AdministrationTests(Chromium chromium, ITestOutputHelper output)
{
    [Fact]
    public async Task Person_InvitedGivenARoleAndDisabled_IsOutAtTheNextTouch()
    {
        await using var administrator = await chromium.OpenAsync();
        await using var person = await chromium.OpenAsync();
        var desk = administrator.Page;
        var page = person.Page;
        var email = $"invited-{Guid.CreateVersion7():N}@example.org";
        await Administration.SignInAsync(desk, chromium.Halcyon);

        await desk.GotoAsync("/admin/invitations");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Invite" }).ClickAsync();
        await desk.GetByLabel("Email address").FillAsync(email);
        await desk.GetByLabel("Name", new() { Exact = true }).FillAsync("Ida Berg");
        await desk.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Invite" }).ClickAsync();
        await Expect(desk.GetByText($"The invitation to {email} is on its way.")).ToBeVisibleAsync();
        await page.GotoAsync(await Administration.ReadLinkAsync(desk, email, "Invitation"));
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Newcomer.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Open my account" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Account and appearance" })).ToBeVisibleAsync();

        await OpenAccountAsync(desk, email);
        await desk.GetByRole(AriaRole.Dialog).GetByText("Sees what clients share with them.").ClickAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "Save the roles" }).ClickAsync();
        await Expect(desk.GetByText("The roles of Ida Berg are saved. They apply at once.")).ToBeVisibleAsync();
        await page.GotoAsync("/recordings");
        await page.GetByRole(AriaRole.Button, new() { Name = "Workspace:" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitemradio, new() { Name = "Clients" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Clients" })).ToBeVisibleAsync();

        await desk.GetByRole(AriaRole.Button, new() { Name = "Disable the account" }).ClickAsync();
        await Expect(desk.GetByText("Ida Berg can no longer sign in.")).ToBeVisibleAsync();
        var since = Stopwatch.GetTimestamp();
        await page.GotoAsync("/settings/profile");
        await page.ExpectSignInAsync();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Out {Stopwatch.GetElapsedTime(since).TotalMilliseconds:F0} ms after the disabling was confirmed, loading a page included."));
        await Newcomer.SignInAsync(page, email);
        await Expect(page.GetByText("This account is closed.")).ToBeVisibleAsync();
        administrator.AssertNoComplaints();
        person.AssertNoComplaints();
    }

    [Fact]
    public async Task Record_SearchedVerifiedAndTakenHome_TellsWhatThePersonDid()
    {
        await using var administrator = await chromium.OpenAsync();
        var desk = administrator.Page;
        await using (var person = await chromium.OpenAsync())
        {
            var email = await Newcomer.RegisterAsync(person.Page);
            await Administration.SignInAsync(desk, chromium.Halcyon);

            await desk.GotoAsync("/admin/audit");
            await desk.GetByRole(AriaRole.Searchbox, new() { Name = "Who", Exact = true }).FillAsync(email);
            await Expect(desk.GetByRole(AriaRole.Row).Filter(new() { HasText = "account.registered" })).ToHaveCountAsync(1);
            await Expect(desk.GetByRole(AriaRole.Row).Filter(new() { HasText = Administration.Email })).ToHaveCountAsync(0);
        }

        var download = await desk.RunAndWaitForDownloadAsync(() => desk.GetByRole(AriaRole.Button, new() { Name = "Download CSV" }).ClickAsync());
        var lines = await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Contains("action", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains("account.registered", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("account.viewed", StringComparison.Ordinal));
        await desk.GetByRole(AriaRole.Row).Filter(new() { HasText = "account.registered" }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(desk.GetByRole(AriaRole.Dialog, new() { Name = "account.registered" })).ToBeVisibleAsync();
        await desk.Keyboard.PressAsync("Escape");

        await desk.GetByRole(AriaRole.Button, new() { Name = "Verify the chain" }).ClickAsync();
        await Expect(desk.GetByText("entries checked, unbroken.", new() { Exact = false })).ToBeVisibleAsync();
        administrator.AssertNoComplaints();
    }

    [Fact]
    public async Task JobsAndSystem_LookedAt_RunAndTell()
    {
        await using var administrator = await chromium.OpenAsync();
        var desk = administrator.Page;
        await Administration.SignInAsync(desk, chromium.Halcyon);

        await desk.GotoAsync("/admin/jobs");
        var job = desk.GetByRole(AriaRole.Row).Filter(new() { Has = desk.GetByRole(AriaRole.Button) }).First;
        await job.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(desk.GetByText(" is started.", new() { Exact = false })).ToBeVisibleAsync();

        await desk.GetByRole(AriaRole.Navigation, new() { Name = "Administration" }).GetByRole(AriaRole.Link, new() { Name = "System" }).ClickAsync();
        var checks = desk.GetByRole(AriaRole.Region, new() { Name = "Checks" }).GetByRole(AriaRole.Listitem);
        await Expect(checks).Not.ToHaveCountAsync(0);
        await Expect(desk.GetByText("PostgreSQL", new() { Exact = false }).First).ToBeVisibleAsync();
        administrator.AssertNoComplaints();
    }

    private static async Task OpenAccountAsync(IPage desk, string email)
    {
        await desk.GotoAsync("/admin/users");
        await desk.GetByRole(AriaRole.Searchbox, new() { Name = "Search users" }).FillAsync(email);
        var rows = desk.GetByRole(AriaRole.Row).Filter(new() { HasText = email });
        await rows.GetByRole(AriaRole.Link).ClickAsync();
    }
}
