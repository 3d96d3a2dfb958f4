using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Halcyon.EndToEnd;

/// <summary>A diary from elsewhere, on the real server: brought in, found in the calendar, told in the week.</summary>
[Collection(SharesChromium.Name)]
public sealed class HistoryTests(Chromium chromium)
{
    [Theory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task Diary_BroughtIn_IsInTheCalendarAndInTheWeek(int width, ColorScheme scheme)
    {
        await using var opened = await chromium.OpenAsync(width, 780, scheme);
        var page = opened.Page;
        await Newcomer.RegisterAsync(page);
        await page.GotoAsync("/history");
        await page.GetByRole(AriaRole.Link, new() { Name = "Bring in a diary" }).First.ClickAsync();
        var day = DateTime.UtcNow.Date.AddDays(-3);
        await page.Locator("input[type=file]").SetInputFilesAsync(
            new FilePayload { Name = "diary.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(DiaryUntil(day)) });

        await Expect(page.GetByText("This looks like an export of Daylio.")).ToBeVisibleAsync();
        await page.GetByLabel("super", new() { Exact = true }).SelectOptionAsync("8");
        await opened.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring 41 lines in" }).ClickAsync();

        await Expect(page.GetByText("40 check-ins came in.")).ToBeVisibleAsync();
        await Expect(page.GetByText("Line 42: “not a date” is not a date")).ToBeVisibleAsync();
        await opened.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "See the calendar" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Grid)).ToBeVisibleAsync();
        await page.GotoAsync($"/history/calendar?month={day.ToString("yyyy-MM", CultureInfo.InvariantCulture)}");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = DayAt(day) }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { NameRegex = MoodEight }).ClickAsync();
        await Expect(page.GetByText("A quiet day by the river.")).ToBeVisibleAsync();
        await opened.AssertAccessibleAsync();

        await page.GotoAsync($"/insights?week={day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
        await Expect(page.GetByText("You took a moment for yourself on")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Fireflies" })).ToBeVisibleAsync();
        await opened.AssertAccessibleAsync();
        await page.GotoAsync("/insights/patterns");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "By weekday" })).ToBeVisibleAsync();
        await opened.AssertAccessibleAsync();
        await page.GotoAsync("/history/charts");
        await Expect(page.GetByRole(AriaRole.Img, new() { NameRegex = MoodChart })).ToBeVisibleAsync();
        await opened.AssertAccessibleAsync();
        opened.AssertNoComplaints();
    }

    [Fact]
    public async Task CheckIn_DeletedFromItsPage_ComesBackWithOnePress()
    {
        await using var opened = await chromium.OpenAsync(360, 780);
        var page = opened.Page;
        await Newcomer.RegisterAsync(page);
        await page.GotoAsync("/check-in");
        await page.GetByRole(AriaRole.Group, new() { Name = "Mood" }).GetByRole(AriaRole.Button).Nth(7).ClickAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "Energy" }).GetByRole(AriaRole.Button).Nth(3).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Add more" })).ToBeVisibleAsync();
        await page.GotoAsync("/history");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = MoodEight }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Change" }).ClickAsync();
        await opened.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "Mood" }).GetByRole(AriaRole.Button).Nth(8).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByText("9 of 10")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nothing here yet" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring it back" }).ClickAsync();

        await Expect(page.GetByText("Mood 9, energy 4")).ToBeVisibleAsync();
        opened.AssertNoComplaints();
    }

    [Fact]
    public async Task QuestionOfADayAfter_ComesBeforeTheScale()
    {
        await using var opened = await chromium.OpenAsync(360, 780);
        var page = opened.Page;
        await Newcomer.RegisterAsync(page);
        await page.GotoAsync("/check-in?after=crisis");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "I do not feel safe" })).ToBeVisibleAsync();
        await opened.AssertAccessibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "I do not feel safe" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Help, right now" })).ToBeVisibleAsync();
        await opened.AssertAccessibleAsync();
        await page.GotoAsync("/today");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "I am safe now" })).ToBeVisibleAsync();
        await page.GotoAsync("/insights");
        await Expect(page.GetByText("You have been through a hard moment.")).ToBeVisibleAsync();
    }

    /// <summary>Forty days as Daylio writes them, with a word of one's own for a mood, and a line that no date is in.</summary>
    private static string DiaryUntil(DateTime day)
    {
        var rows = Enumerable.Range(0, 40).Select(back => day.AddDays(-back).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            + $",,,12:30,{(back % 3 == 0 ? "super" : "meh")},walk | friends,,{(back == 0 ? "A quiet day by the river." : "")}");
        return "full_date,date,weekday,time,mood,activities,note_title,note\n" + string.Join('\n', rows) + "\nnot a date,,,12:30,meh,,,\n";
    }

    private static Regex DayAt(DateTime day) => Matching(day.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture) + ": mood 8 of 10");

    private static readonly Regex MoodEight = Matching("^Mood 8, energy [45]");

    private static readonly Regex MoodChart = Matching("^Mood, ");

    private static Regex Matching(string pattern) => new(pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
}
