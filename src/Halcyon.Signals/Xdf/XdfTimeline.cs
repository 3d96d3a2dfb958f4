using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Xdf;

/// <summary>The time stamps of a regular stream, kept as sums: a line through each stretch without a break.</summary>
/// <remarks>
/// As load_xdf removes jitter: a break is a silence of more than a second and 500 samples, and between breaks the
/// samples are evenly spaced along the least-squares line. Clock corrections are lines too, so the sums can be taken
/// before the corrections are known and nothing has to be held for each sample.
/// </remarks>
internal sealed class XdfTimeline(double nominalRateHz)
{
    private const int MostPieces = 100_000;

    private readonly double _breakSeconds = Math.Max(1, 500 / nominalRateHz);
    private readonly List<Piece> _pieces = [];
    private double _previous;
    private double _latest;
    private bool _isBehind;
    private int _backwardPlaces;

    // Senders that stamp whole chunks overlap by less.
    private const double MostOverlapSeconds = 0.25;

    /// <summary>Places at which the stamps run backwards further than the chunks of a sender overlap, and pieces of which the line falls.</summary>
    public int BackwardPlaces => _backwardPlaces + _pieces.Count(piece => piece.RunsBackwards);

    /// <param name="seconds">Time stamp of the next sample, on the sender's clock.</param>
    /// <exception cref="RecordingFormatException">The stream has too many breaks to be one.</exception>
    public void Add(double seconds, long byteOffset)
    {
        if (_pieces.Count == 0 || seconds - _previous > _breakSeconds || seconds - _previous < -1)
        {
            if (_pieces.Count == MostPieces)
                throw new RecordingFormatException($"The time stamps break more than {MostPieces} times by byte {byteOffset}; the file is damaged.", byteOffset, "time stamp");
            _pieces.Add(new Piece(_pieces.Count == 0 ? 0 : _pieces[^1].FirstSample + _pieces[^1].Count, seconds, _pieces.Count > 0 && seconds < _previous));
        }
        NoteDirection(seconds, beginsPiece: _pieces[^1].Count == 0);
        _pieces[^1].Add(seconds);
        _previous = seconds;
    }

    /// <summary>However slowly the stamps fall behind the latest one, and until they have caught up with it, it is one place.</summary>
    private void NoteDirection(double seconds, bool beginsPiece)
    {
        var isBehind = !beginsPiece && seconds < _latest - MostOverlapSeconds;
        if (isBehind && !_isBehind)
            _backwardPlaces++;
        _isBehind = isBehind;
        _latest = beginsPiece ? seconds : Math.Max(_latest, seconds);
    }

    /// <summary>Evenly spaced stretches on the recording computer's clock, in time order as recorded.</summary>
    public List<XdfStretch> Finish(XdfClock clock)
    {
        var stretches = new List<XdfStretch>();
        var line = 0;
        foreach (var piece in _pieces)
        {
            line = clock.Next(line, piece.Begin, piece.WentBack);
            var next = piece.Fit(seconds => clock.Correct(line, seconds), clock.Pace(line), 1 / nominalRateHz);
            // A clock that was set anew breaks the stamps, not necessarily the recording.
            if (stretches.Count > 0 && Math.Abs(next.FirstSeconds - stretches[^1].EndSeconds) <= 0.5 * next.StepSeconds)
                stretches[^1] = stretches[^1].Join(next);
            else
                stretches.Add(next);
        }
        return stretches;
    }

    private sealed class Piece(long firstSample, double begin, bool wentBack)
    {
        private double _meanX;
        private double _meanY;
        private double _spreadX;
        private double _spreadXy;

        public long FirstSample => firstSample;
        public double Begin => begin;
        public bool WentBack => wentBack;
        public long Count { get; private set; }

        /// <summary>Its line falls; then the promised rate is all there is to go by.</summary>
        public bool RunsBackwards => Count > 1 && _spreadXy < 0;

        /// <summary>Running means and co-moments (Welford), from the first stamp on so that large clocks lose no digits.</summary>
        public void Add(double seconds)
        {
            double x = Count++;
            var y = seconds - begin;
            var fromMean = x - _meanX;
            _meanX += fromMean / Count;
            _meanY += (y - _meanY) / Count;
            _spreadX += fromMean * (x - _meanX);
            _spreadXy += fromMean * (y - _meanY);
        }

        public XdfStretch Fit(Func<double, double> correct, double pace, double nominalStep)
        {
            var step = Count > 1 && _spreadXy > 0 ? _spreadXy / _spreadX : nominalStep;
            return new XdfStretch(firstSample, Count, correct(begin + _meanY - (step * _meanX)), step * pace);
        }
    }
}

/// <summary>Samples without a break, evenly spaced.</summary>
/// <param name="FirstSeconds">Of its first sample, on the recording computer's clock.</param>
internal readonly record struct XdfStretch(long FirstSample, long Count, double FirstSeconds, double StepSeconds)
{
    public double EndSeconds => FirstSeconds + (Count * StepSeconds);

    public XdfStretch Join(XdfStretch next) =>
        new(FirstSample, Count + next.Count, FirstSeconds, (next.EndSeconds - FirstSeconds) / (Count + next.Count));
}
