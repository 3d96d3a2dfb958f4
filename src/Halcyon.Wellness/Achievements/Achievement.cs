using Halcyon.Platform.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Wellness.Achievements;

/// <summary>One that a person was given; never taken away again.</summary>
internal sealed class UserAchievement
{
    public required UserId UserId { get; init; }

    public required string Type { get; init; }

    public required DateTimeOffset AchievedAt { get; init; }

    /// <summary>A JSON object.</summary>
    public required string Metadata { get; init; }
}

internal sealed class UserAchievementMapping : IEntityTypeConfiguration<UserAchievement>
{
    public void Configure(EntityTypeBuilder<UserAchievement> builder)
    {
        builder.ToTable("user_achievements").HasKey(achievement => new { achievement.UserId, achievement.Type });
        builder.Property(achievement => achievement.Type).HasMaxLength(100);
        builder.Property(achievement => achievement.Metadata).HasColumnType("jsonb");
    }
}

/// <param name="Days">With a check-in, ascending.</param>
/// <param name="Approaches">Different ones among the actions done.</param>
internal sealed record Practice(IReadOnlyList<DateOnly> Days, int ActionsDone, int Approaches, int ActionsRated);

/// <summary>
/// What can be achieved. None goes by how somebody feels, and none by how much they do in a day: a bad day counts like a good one.
/// </summary>
internal sealed record Achievement(string Type, string Title, string Text, Func<Practice, bool> IsReached)
{
    private const int AwayDays = 7;

    public static IReadOnlyList<Achievement> All { get; } =
    [
        new("first_check_in", "First light", "You checked in with yourself for the first time.", practice => practice.Days.Count > 0),
        new("first_action", "First step", "You did a small action to its end.", practice => practice.ActionsDone > 0),
        new("said_what_helped", "Good to know", "You said how much an action helped.", practice => practice.ActionsRated > 0),
        new("three_approaches", "Explorer", "You tried actions of three different kinds.", practice => practice.Approaches >= 3),
        new("welcome_back", "Welcome back", "You came back after a week or more away.", practice => CameBack(practice.Days)),
        new("rhythm_7", "A rhythm", "Your streak reached 7 days, days off included in the deal.", practice => Rhythm.Longest(practice.Days) >= 7),
        new("rhythm_30", "A steady rhythm", "Your streak reached 30 days.", practice => Rhythm.Longest(practice.Days) >= 30),
        new("rhythm_100", "A long rhythm", "Your streak reached 100 days.", practice => Rhythm.Longest(practice.Days) >= 100),
    ];

    /// <returns>Null for one of another version of Halcyon.</returns>
    public static Achievement? Find(string type) => All.FirstOrDefault(achievement => achievement.Type == type);

    private static bool CameBack(IReadOnlyList<DateOnly> days) =>
        days.Zip(days.Skip(1)).Any(pair => pair.Second.DayNumber - pair.First.DayNumber > AwayDays);
}
