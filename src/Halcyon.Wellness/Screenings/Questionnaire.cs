namespace Halcyon.Wellness.Screenings;

/// <summary>A band of totals, in the instrument's own words.</summary>
public sealed record ScoreBand(string Name, int From, int To);

/// <summary>A short questionnaire about the last two weeks. A measure to watch over time, never a diagnosis.</summary>
/// <remarks>
/// PHQ-9: Kroenke, Spitzer, Williams 2001, doi:10.1046/j.1525-1497.2001.016009606.x. GAD-7: Spitzer, Kroenke, Williams,
/// Löwe 2006, doi:10.1001/archinte.166.10.1092. Developed with a grant of Pfizer Inc.; no permission is required to
/// reproduce, translate, display or distribute them. Bands as in those papers.
/// </remarks>
public sealed record Questionnaire(string Kind, string Title, string Intro, IReadOnlyList<string> Items, IReadOnlyList<ScoreBand> Bands, string Source)
{
    public const int HighestAnswer = 3;

    public static IReadOnlyList<string> Answers { get; } = ["Not at all", "Several days", "More than half the days", "Nearly every day"];

    public const string DifficultyQuestion =
        "If you checked off any problems, how difficult have these problems made it for you to do your work, take care of things at home, or get along with other people?";

    public static IReadOnlyList<string> DifficultyAnswers { get; } = ["Not difficult at all", "Somewhat difficult", "Very difficult", "Extremely difficult"];

    public const string Notice = "This is a way to watch how you are over time. It is not a diagnosis. Only a professional can make one, with you.";

    public static Questionnaire Phq9 { get; } = new(
        "phq9", "PHQ-9", Asked,
        [
            "Little interest or pleasure in doing things",
            "Feeling down, depressed, or hopeless",
            "Trouble falling or staying asleep, or sleeping too much",
            "Feeling tired or having little energy",
            "Poor appetite or overeating",
            "Feeling bad about yourself, or that you are a failure or have let yourself or your family down",
            "Trouble concentrating on things, such as reading the newspaper or watching television",
            "Moving or speaking so slowly that other people could have noticed. Or the opposite: being so fidgety or restless that you have been moving around a lot more than usual",
            "Thoughts that you would be better off dead, or of hurting yourself in some way",
        ],
        [new("minimal", 0, 4), new("mild", 5, 9), new("moderate", 10, 14), new("moderately_severe", 15, 19), new("severe", 20, 27)],
        "Kroenke, Spitzer and Williams 2001. Free to use; no permission required.");

    public static Questionnaire Gad7 { get; } = new(
        "gad7", "GAD-7", Asked,
        [
            "Feeling nervous, anxious, or on edge",
            "Not being able to stop or control worrying",
            "Worrying too much about different things",
            "Trouble relaxing",
            "Being so restless that it is hard to sit still",
            "Becoming easily annoyed or irritable",
            "Feeling afraid, as if something awful might happen",
        ],
        [new("minimal", 0, 4), new("mild", 5, 9), new("moderate", 10, 14), new("severe", 15, 21)],
        "Spitzer, Kroenke, Williams and Löwe 2006. Free to use; no permission required.");

    public static IReadOnlyList<Questionnaire> All { get; } = [Phq9, Gad7];

    private const string Asked = "Over the last 2 weeks, how often have you been bothered by any of the following problems?";

    /// <summary>The ninth item of the PHQ-9 asks about being better off dead: any answer above zero calls for help, whatever the total.</summary>
    internal bool CallsForHelp(IReadOnlyList<int> answers) => Kind == Phq9.Kind && answers[8] > 0;

    internal string BandOf(int total) => Bands.First(band => total >= band.From && total <= band.To).Name;
}
