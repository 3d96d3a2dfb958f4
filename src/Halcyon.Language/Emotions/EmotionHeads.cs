using Halcyon.Language.Weights;

namespace Halcyon.Language.Emotions;

/// <summary>From raw scores to emotions. What a text is too short to say is not said.</summary>
internal sealed class EmotionHeads
{
    private const string BasicPrefix = "basic:";

    /// <summary>Below this nothing stands out of what the emotions have by chance.</summary>
    private const double LeastPrimary = 0.15;

    private const double LeastSecondary = 0.15;

    /// <summary>A second emotion counts when it is at least so probable beside the first.</summary>
    private const double LeastShareOfPrimary = 0.4;

    private readonly (Emotion Emotion, int Head)[] _emotions;
    private readonly (BasicEmotion Emotion, int Head)[] _basic;
    private readonly LanguageModel _model;

    public EmotionHeads(LanguageModel model)
    {
        _model = model;
        _emotions = [.. Enum.GetValues<Emotion>().Select(emotion => (emotion, model.IndexOf(emotion.ToString().ToLowerInvariant())))];
        _basic = [.. Enum.GetValues<BasicEmotion>().Select(emotion => (emotion, model.IndexOf(BasicPrefix + emotion.ToString().ToLowerInvariant())))];
    }

    /// <summary>All twelve, most probable first.</summary>
    public EmotionScore[] Twelve(double[] scores) =>
        [.. _emotions
            .Select(pair => new EmotionScore(pair.Emotion, _model.Heads[pair.Head].Probability(scores[pair.Head])))
            .OrderByDescending(score => score.Probability)];

    public BasicEmotionScore[] Basic(double[] scores) =>
        [.. _basic.Select(pair =>
        {
            var probability = _model.Heads[pair.Head].Probability(scores[pair.Head]);
            return new BasicEmotionScore(pair.Emotion, probability, probability > _model.Heads[pair.Head].Threshold);
        })];

    /// <param name="emotions">Most probable first.</param>
    /// <param name="isCry">A cry for help is never called neutral, however plain its words.</param>
    public static (EmotionScore? Primary, EmotionScore? Secondary) Leading(EmotionScore[] emotions, int knownWords, bool isCry)
    {
        var first = isCry && emotions[0].Emotion == Emotion.Neutral ? 1 : 0;
        if (knownWords == 0 || emotions[first].Probability < LeastPrimary)
            return (null, null);
        EmotionScore? secondary = null;
        for (var index = first + 1; index < emotions.Length && secondary is null; index++)
        {
            if (emotions[index].Probability < Math.Max(LeastSecondary, emotions[first].Probability * LeastShareOfPrimary))
                break;
            if (emotions[index].Emotion != Emotion.Neutral)
                secondary = emotions[index];
        }
        return (emotions[first], secondary);
    }
}
