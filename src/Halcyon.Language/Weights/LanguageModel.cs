using System.Buffers.Binary;
using System.IO.Compression;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace Halcyon.Language.Weights;

/// <summary>A linear head: its probability is 1 / (1 + exp(−(slope · score + offset))).</summary>
/// <param name="Threshold">The probability from which the label is given; best for F1 on rows held out in training.</param>
internal readonly record struct Head(string Name, float StepSize, float Bias, float Slope, float Offset, float Threshold)
{
    public double Probability(double score) => 1 / (1 + Math.Exp(-((Slope * score) + Offset)));
}

/// <summary>The trained weights as training/language/model_file.py writes them.</summary>
internal sealed class LanguageModel
{
    private const double CharacterWeight = 0.7;
    private const double InverseFrequencySteps = 16;
    private readonly FeatureTable _words;
    private readonly FeatureTable _characters;
    private readonly FeatureTable _valenceWords;
    private readonly sbyte[] _valence;
    private readonly byte[] _inverseFrequency;

    /// <summary>Row by row: all heads of one feature stand together.</summary>
    private readonly sbyte[] _weights;

    private LanguageModel(ModelFileReader file)
    {
        var words = file.Integer();
        var characters = file.Integer();
        var heads = new Head[file.Integer()];
        var rows = words + characters;
        _inverseFrequency = new byte[rows];
        _words = new FeatureTable(file.Hashes(words));
        file.Bytes(words).CopyTo(_inverseFrequency.AsSpan());
        _characters = new FeatureTable(file.Hashes(characters), firstRow: words);
        file.Bytes(characters).CopyTo(_inverseFrequency.AsSpan(words));
        _weights = new sbyte[rows * heads.Length];
        for (var head = 0; head < heads.Length; head++)
        {
            heads[head] = new Head(file.Text(), file.Number(), file.Number(), file.Number(), file.Number(), file.Number());
            var steps = MemoryMarshal.Cast<byte, sbyte>(file.Bytes(rows));
            for (var row = 0; row < rows; row++)
                _weights[(row * heads.Length) + head] = steps[row];
        }
        Heads = heads;
        var valenceWords = file.Integer();
        _valenceWords = new FeatureTable(file.Hashes(valenceWords));
        _valence = MemoryMarshal.Cast<byte, sbyte>(file.Bytes(valenceWords)).ToArray();
        Risk = [.. Enumerable.Range(0, file.Integer()).Select(_ => (double)file.Number())];
    }

    public static LanguageModel Shipped { get; } = Load();

    public IReadOnlyList<Head> Heads { get; }

    /// <summary>Numbers of the risk model's second stage.</summary>
    public IReadOnlyList<double> Risk { get; }

    public int IndexOf(string name)
    {
        for (var index = 0; index < Heads.Count; index++)
        {
            if (Heads[index].Name == name)
                return index;
        }
        throw new InvalidDataException($"The language model has no head {name}.");
    }

    /// <summary>The raw score of every head, and how many known words the text holds.</summary>
    public (double[] Scores, int KnownWords) Score(ModelTokens text)
    {
        var scores = new double[Heads.Count];
        var features = new List<(uint Hash, int Count)>(text.Tokens.Count * 16);
        TextFeatures.Words(text, Valence, features);
        Add(features, _words, 1, scores);
        features.Clear();
        TextFeatures.Characters(text, features);
        Add(features, _characters, CharacterWeight, scores);
        for (var head = 0; head < scores.Length; head++)
            scores[head] = (scores[head] * Heads[head].StepSize) + Heads[head].Bias;
        return (scores, text.Tokens.Count(token => char.IsLetter(token[0]) && _words.Find(TextFeatures.Hash("1" + token)) >= 0));
    }

    private int Valence(uint word) => _valenceWords.Find(word) is >= 0 and var row ? _valence[row] : 0;

    /// <summary>Adds one block: (1 + ln count) · idf, brought to length one, times weight.</summary>
    private void Add(List<(uint Hash, int Count)> features, FeatureTable table, double weight, double[] scores)
    {
        var rows = new int[features.Count];
        var counts = new int[features.Count];
        var known = 0;
        foreach (var (hash, count) in features)
        {
            if (table.Find(hash) is >= 0 and var row)
            {
                rows[known] = row;
                counts[known++] = count;
            }
        }
        Array.Sort(rows, counts, 0, known);
        var block = new double[scores.Length];
        double squares = 0;
        for (var index = 0; index < known; index++)
        {
            var row = rows[index];
            var times = counts[index];
            for (; index + 1 < known && rows[index + 1] == row; index++)
                times += counts[index + 1];
            var value = (1 + Math.Log(times)) * _inverseFrequency[row] / InverseFrequencySteps;
            squares += value * value;
            var steps = _weights.AsSpan(row * block.Length, block.Length);
            for (var head = 0; head < block.Length; head++)
                block[head] += value * steps[head];
        }
        if (squares == 0)
            return;
        for (var head = 0; head < block.Length; head++)
            scores[head] += block[head] * weight / Math.Sqrt(squares);
    }

    private static LanguageModel Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Halcyon.Language.Weights.language.model")
            ?? throw new InvalidDataException("The language model is not embedded.");
        return new LanguageModel(new ModelFileReader(stream));
    }

    private sealed class ModelFileReader
    {
        private static readonly byte[] Magic = "HLM1"u8.ToArray();
        private readonly byte[] _content;
        private int _next;

        public ModelFileReader(Stream stream)
        {
            var magic = new byte[Magic.Length];
            stream.ReadExactly(magic);
            if (!magic.AsSpan().SequenceEqual(Magic))
                throw new InvalidDataException("The language model is of another version.");
            using var inflated = new MemoryStream();
            using (var zlib = new ZLibStream(stream, CompressionMode.Decompress))
                zlib.CopyTo(inflated);
            _content = inflated.ToArray();
        }

        public ReadOnlySpan<byte> Bytes(int count) => _content.AsSpan((_next += count) - count, count);

        public int Integer() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(sizeof(int)));

        public float Number() => BinaryPrimitives.ReadSingleLittleEndian(Bytes(sizeof(float)));

        public string Text() => Encoding.UTF8.GetString(Bytes(Bytes(1)[0]));

        public uint[] Hashes(int count)
        {
            var hashes = new uint[count];
            foreach (ref var hash in hashes.AsSpan())
                hash = BinaryPrimitives.ReadUInt32LittleEndian(Bytes(sizeof(uint)));
            return hashes;
        }
    }
}
