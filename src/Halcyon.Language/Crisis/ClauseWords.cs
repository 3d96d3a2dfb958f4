using Halcyon.Language.Reading;

namespace Halcyon.Language.Crisis;

/// <summary>The small words around a match that say who, whether and when.</summary>
internal sealed class ClauseWords(Lexicon lexicon)
{
    public IReadOnlySet<int> Writer { get; } = Ids(lexicon, "i ill id l im me my myself mine we");

    public IReadOnlySet<int> Subject { get; } = Ids(lexicon, "i ill id l im");

    public IReadOnlySet<int> Others { get; } = Ids(lexicon,
        "he she they you people someone everyone nobody anyone who her his him them their your friend friends mom dad parents brother sister son daughter " +
        "boyfriend girlfriend husband wife partner ex uncle aunt cousin grandma grandpa patient patients client clients kids teens teenagers " +
        "student students coworker neighbor roommate character characters guy girl man woman boy victim victims person persons women men kid " +
        "classmate colleague teacher boss nephew niece celebrity singer actor author users others americans soldiers veterans adolescents farmers doctors");

    public IReadOnlySet<int> Negators { get; } = Ids(lexicon, "not never without nor neither");

    /// <summary>Words that may stand between a negation and what it negates.</summary>
    public IReadOnlySet<int> Chain { get; } = Ids(lexicon,
        "want to too wanting going will would could can am be been being was were is are have had has do did does ever plan planning plans " +
        "intend intending intention intentions need think thinking about of feel feeling desire thoughts thought urge urges wish wishing " +
        "consider considering planned that any no longer able saying say said mean meaning gonna the a an at in my become get getting being by wanted " +
        "able allowed about way or and kill killing die hurt commit attempt end dream should might may must actively currently point where anywhere near close trying tried try attempted attempting");

    public IReadOnlySet<int> Doubt { get; } = Ids(lexicon, "think believe say saying mean meaning feel guess suppose plan said");

    public IReadOnlySet<int> Unlikely { get; } = Ids(lexicon, "doubt unlikely");

    public IReadOnlySet<int> Stopped { get; } = Ids(lexicon, "stopped quit");

    /// <summary>Where a negation comes from a struggle, it is a cry too ("trying not to kill myself").</summary>
    public IReadOnlySet<int> Struggle { get; } = Ids(lexicon,
        "trying try tried struggling struggle struggled reason reasons why how hard harder hardest fighting fight convince convincing promise promised promising stop stopping " +
        "stopped keep keeping keeps kept from know sure trust help swear begging beg forcing force yet only barely remind reminding tell talk talking");

    public IReadOnlySet<int> Thought { get; } = Ids(lexicon,
        "think thinking thought thoughts consider considering contemplate contemplating idea ideas urge urges impulse impulses fantasize " +
        "fantasizing fantasies imagine imagining imagined imagines tempted tempting might may could dream dreaming dreams wonder wondering picture picturing image images " +
        "visions vision temptation obsess obsessed obsessing worry worried afraid scared fear fears terrified possibility option options " +
        "joke jokes joking joked stop stopping from entertain entertaining flirting research researching researched googled googling searching searched read reading");

    public IReadOnlySet<int> Joke { get; } = Ids(lexicon, "joke jokes joking joked");

    public IReadOnlySet<int> PastFrame { get; } = Ids(lexicon, "wanted tried attempted planned considered thought used almost nearly contemplated fantasized stopped quit was were had did felt overcame");

    public IReadOnlySet<int> Hypothetical { get; } = Ids(lexicon, "if whether as");

    public IReadOnlySet<int> Speech { get; } = Ids(lexicon,
        "said says say saying told tells telling wrote writes goes sings sang sing screamed screams yelled shouts shouted texted texting asked asks quote quoted called titled title " +
        "reads line went like posted tweeted answered replied whispered whispers named lyric lyrics song chorus verse hook refrain words caption tattoo sign sticker shirt meme film movie poem album novel book episode");

    /// <summary>What has words of its own: songs, films, books.</summary>
    public IReadOnlySet<int> Works { get; } = Ids(lexicon,
        "lyrics lyric song chorus verse refrain hook album movie film series episode character novel book play poem scene hamlet singer rapper band meme shirt sticker game");

    public IReadOnlySet<int> ClauseBreaks { get; } = Ids(lexicon, "but because although though however yet so when while until and then except");

    public int Yet { get; } = lexicon.Add("yet");

    public int No { get; } = lexicon.Add("no");

    public int Longer { get; } = lexicon.Add("longer");

    public int Only { get; } = lexicon.Add("only");

    public int Just { get; } = lexicon.Add("just");

    private static HashSet<int> Ids(Lexicon lexicon, string words) => [.. words.Split(' ').Select(lexicon.Add)];
}
