using System.Text.RegularExpressions;
using Halcyon.Wellness.Interventions;
using Halcyon.Wellness.Recommendations;
using Xunit;

namespace Halcyon.Wellness.Tests.Interventions;

/// <summary>What every edition of the library must keep to.</summary>
public sealed partial class LibraryTests
{
    private static readonly IReadOnlyList<LibraryFile> Files = LibraryFile.ReadAll();
    private static readonly IReadOnlyList<LibraryItem> Items = [.. Files.SelectMany(file => file.Interventions)];

    public static TheoryData<string> Slugs => [.. Items.Select(item => item.Id)];

    [Fact]
    public void Library_Whole_HoldsEnoughOfEveryKind()
    {
        Assert.True(Items.Count >= 80, $"{Items.Count} actions.");
        Assert.Equal(Items.Count, Items.Select(item => item.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Items.Count, Items.Select(item => item.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(["ACT", "CBT", "DBT", "Mindfulness", "Physical", "Sensory"], Files.Select(file => file.TherapeuticApproach).Order(StringComparer.Ordinal));
        Assert.All(Files, file => Assert.True(file.Interventions.Count >= 10, file.TherapeuticApproach));
        Assert.All(Emotions.All, emotion => Assert.True(Items.Count(item => item.TargetEmotions.Contains(emotion)) >= 8, emotion));
    }

    [Fact]
    public void Library_ForSomebodyWhoCanDoLittle_StillHasAChoice()
    {
        Assert.True(Items.Count(item => !item.RequiresMovement && !item.RequiresVerbal && item.EffortLevel == "minimal") >= 20);
        Assert.True(Items.Count(item => item.DurationSeconds <= 60) >= 8);
        Assert.True(Items.Count(item => item.EnergyRequired == 1 && item.Contraindications.Length == 0) >= 20);
        // Whoever has not answered the health questions is offered only these.
        Assert.True(Items.Count(item => item.Contraindications.Length == 0) >= 60);
        foreach (var time in ContextVector.TimesOfDay)
            Assert.True(Items.Count(item => item.SafeInCrisis && item.EnergyRequired == 1 && item.TimesOfDay.Contains(time)) >= 6, time);
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void Action_EveryField_IsWithinItsRange(string slug)
    {
        var item = Items.Single(item => item.Id == slug);

        Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", item.Id);
        Assert.InRange(item.Name.Length, 3, 60);
        Assert.InRange(item.ShortDescription.Length, 10, 90);
        Assert.InRange(item.DurationSeconds, 30, 900);
        Assert.InRange(item.EnergyRequired, 1, 10);
        Assert.Contains(item.EffortLevel, (string[])["minimal", "low", "medium", "high"]);
        Assert.Contains(item.SensoryIntensity, (string[])["low", "moderate", "high"]);
        Assert.Contains(item.EvidenceStrength, (string[])["strong", "moderate", "emerging"]);
        Assert.NotEmpty(item.TargetEmotions);
        Assert.All(item.TargetEmotions, emotion => Assert.Contains(emotion, Emotions.All));
        Assert.NotEmpty(item.TimesOfDay);
        Assert.All(item.TimesOfDay, time => Assert.Contains(time, ContextVector.TimesOfDay));
        Assert.NotEmpty(item.AgeAppropriate);
        Assert.All(item.AgeAppropriate, age => Assert.Contains(age, (string[])["under-18", "18+"]));
        Assert.All(item.Contraindications, name => Assert.Contains(name, Contraindication.All.Keys));
        Assert.InRange(item.EvidenceSource.Length, 15, 200);
        Assert.InRange(item.Steps.Count, 2, 8);
        Assert.All(item.Steps, step => Assert.InRange(step.Seconds ?? 0, 5, 900));
        Assert.Equal(item.DurationSeconds, item.Steps.Sum(step => step.Seconds));
        Assert.False(item.SafeInCrisis && (item.Contraindications.Length > 0 || item.EffortLevel is "medium" or "high" || item.Player == "thought_record"));
    }

    /// <summary>At one in the morning nobody is sent outside, to a friend, into bright light or into exercise.</summary>
    [Theory]
    [MemberData(nameof(Slugs))]
    public void Action_OfTheNight_StirsNobodyUp(string slug)
    {
        var item = Items.Single(item => item.Id == slug);
        if (!item.TimesOfDay.Contains("night"))
            return;

        Assert.DoesNotContain(item.Contraindications, name => name is "exercise" or "strong_exercise" or "facing_fear");
        Assert.True(item.EnergyRequired <= 4 && item.EffortLevel != "high", "It asks for too much at night.");
        var text = string.Join(' ', item.Steps.Select(step => step.Text).Prepend(item.DetailedInstructions).Prepend(item.ShortDescription).Prepend(item.Name));
        if (item.SubCategory != "safety")
            Assert.DoesNotMatch("(?i)\\b(outside|outdoors|daylight|sunlight|bright|walk(ing)?|dance|call|phone a|text (a|some)|send it|message|tell (someone|one person|it to))\\b", text);
    }

    [Fact]
    public void Library_ForAHardMoment_LeavesOutWhatIsMadeForGoodOnes()
    {
        string[] forGoodMoments = ["describe-and-thank", "mindful-bite", "open-listening-joy", "savour-this"];
        string[] light = ["joy", "calm", "hopeful", "surprise", "neutral"];
        Assert.Equal(forGoodMoments, Items.Where(item => item.TargetEmotions.All(light.Contains)).Select(item => item.Id).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void Action_Player_HasTheSettingsItNeeds(string slug)
    {
        var item = Items.Single(item => item.Id == slug);
        var settings = item.PlayerSettings;
        switch (item.Player)
        {
            case "breathing":
                var breath = Seconds("inhale_seconds") + Seconds("hold_seconds") + Seconds("exhale_seconds") + Seconds("pause_seconds");
                Assert.Contains(item.Steps, step => step.Seconds == (int)Math.Round(breath * Seconds("breaths")));
                Assert.InRange(60 / breath, 4, 10);
                // A hold is short, never longer than the breath in, and is a contraindication for some.
                Assert.True(Seconds("hold_seconds") <= Seconds("inhale_seconds"));
                Assert.Equal(Seconds("hold_seconds") + Seconds("pause_seconds") > 0, item.Contraindications.Contains("breath_holding"));
                break;
            case "grounding_54321":
                Assert.Equal([5, 4, 3, 2, 1], ((string[])["see", "feel", "hear", "smell", "taste"]).Select(Seconds));
                break;
            case "thought_record":
                Assert.Equal(item.Steps.Count, settings.GetProperty("columns").GetArrayLength());
                break;
            case "timer":
                Assert.Contains(item.Steps, step => step.Seconds == Seconds("seconds"));
                break;
            default:
                Assert.Equal("steps", item.Player);
                Assert.Empty(settings.EnumerateObject());
                break;
        }

        double Seconds(string name) => settings.GetProperty(name).GetDouble();
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void Action_Text_IsEasyAndPromisesNothing(string slug)
    {
        var item = Items.Single(item => item.Id == slug);
        var text = string.Join(' ', item.Steps.Select(step => step.Text).Prepend(item.DetailedInstructions).Prepend(item.ShortDescription));

        Assert.True(ReadingEase(text) >= 70, $"Reading ease {ReadingEase(text):F0}.");
        Assert.DoesNotMatch("(?i)\\b(cure[sd]?|heals?|guaranteed?|diagnos\\w+|disorders?|patients|always works|will (help|fix|stop))\\b", text);
        Assert.DoesNotContain("!", text, StringComparison.Ordinal);
    }

    /// <summary>Flesch 1948: 206.835 − 1.015 words per sentence − 84.6 syllables per word; 70 is what a child of twelve reads. Syllables are counted by groups of vowels.</summary>
    private static double ReadingEase(string text)
    {
        var sentences = SentenceEnd().Split(text).Count(part => part.Trim().Length > 0);
        var words = Word().Matches(text).Select(match => match.Value.ToLowerInvariant()).ToList();
        var syllables = words.Sum(word =>
        {
            var groups = Vowels().Count(word);
            return Math.Max(1, groups > 1 && word.EndsWith('e') && !word.EndsWith("le", StringComparison.Ordinal) ? groups - 1 : groups);
        });
        return 206.835 - (1.015 * words.Count / sentences) - (84.6 * syllables / words.Count);
    }

    [GeneratedRegex("[.!?:…]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex("[A-Za-z']+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();

    [GeneratedRegex("[aeiouy]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Vowels();
}
