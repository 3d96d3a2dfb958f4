namespace Halcyon.Wellness.Notifications;

/// <summary>What a notification says. Anybody may see a lock screen: nothing in it tells of health.</summary>
/// <param name="Title">One short line.</param>
internal sealed record NotificationText(string Title, string Text)
{
    /// <param name="style">warm, direct, playful or professional.</param>
    public static NotificationText Of(string kind, string style) => (kind, style) switch
    {
        ("morning_checkin", "direct") => new("Morning check-in", "Two taps."),
        ("morning_checkin", "playful") => new("Good morning", "How is the weather in there? Two taps tell."),
        ("morning_checkin", "professional") => new("Morning check-in", "Your check-in is ready when you are."),
        ("morning_checkin", _) => new("Good morning", "How are you starting today? Two taps are enough."),
        ("evening_reflection", "direct") => new("Evening check-in", "How was today?"),
        ("evening_reflection", "playful") => new("Almost there", "One look back at today, then feet up."),
        ("evening_reflection", "professional") => new("Evening reflection", "A moment to look back at today."),
        ("evening_reflection", _) => new("Winding down", "A moment to look back at today, if you like."),
        ("crisis_follow_up", "direct" or "professional") => new("Checking in", "How are you today?"),
        ("crisis_follow_up", _) => new("Thinking of you", "How are you today? Whatever the answer, it is welcome here."),
        ("weekly_summary", "direct" or "professional") => new("Your week", "The summary is ready."),
        ("weekly_summary", _) => new("Your week", "A look back is ready for you."),
        ("sensory_load", _) => new("A quieter moment?", "Today has been a lot. Two minutes of calm could help."),
        ("routine_deviation", _) => new("Today differs", "Something in your routine is not as usual. It is all right."),
        ("routine_change", _) => new("Something will be different", "A change in your routine is coming. You can see now what it is."),
        ("hyperfocus", _) => new("A short pause?", "You asked to be told about now: water, stretch, then on."),
        _ => new("Halcyon", "There is something new for you."),
    };

    /// <param name="others">How many more came with it.</param>
    public static NotificationText Of(string kind, string style, int others)
    {
        var first = Of(kind, style);
        return others == 0 ? first : first with { Text = $"{first.Text} And {others} more." };
    }
}
