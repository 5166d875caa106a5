using BotOps.Core.Releases;

namespace BotOps.Core;

public static partial class Texts
{
    public static string AnswerWord(Answer answer) => answer switch
    {
        Answer.Retry => Say("Retry", "重试"),
        Answer.LeaveOut => Say("Leave it out and go on", "跳过并继续"),
        Answer.RollBack => Say("Roll back the updated hosts", "回滚已更新的主机"),
        Answer.Stop => Say("Stop here", "到此为止"),
        Answer.Overwrite => Say("Overwrite", "覆盖"),
        Answer.TakeOver => Say("Take over", "采纳主机上的修改"),
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, null),
    };

    public static string AnswerButton(Answer answer, Question question) => answer switch
    {
        Answer.Retry when question.Hook is not null => Hooks.RetryButton,
        Answer.LeaveOut when question.Hook is not null => Hooks.LeaveOutButton,
        Answer.Retry => question.Hosts.Count == 1 ? Say("Retry this host", "重试这台主机") : Say($"Retry these {question.Hosts.Count} hosts", $"重试这 {question.Hosts.Count} 台主机"),
        Answer.LeaveOut when question.Hosts.Count > 1 => Say("Leave them out and go on", "跳过它们并继续"),
        _ => AnswerWord(answer),
    };

    /// <summary>What the answer will do, with names.</summary>
    public static string AnswerSays(Answer answer, Question question, Standing hosts, string? oneWay) => answer switch
    {
        Answer.Retry when question.Hook is { } hook => Hooks.RetrySays(hook, question.Wave),
        Answer.LeaveOut when question.Hook is not null => Hooks.LeaveOutSays(question.Wave),
        Answer.Retry => Say($"{Few(question.Hosts)} again, from the start", $"{Few(question.Hosts)} 从头再来一次"),
        Answer.LeaveOut => hosts.Waiting.Count == 0
            ? Say($"{Few(question.Hosts)} as it stands; no host is left to update", $"{Few(question.Hosts)} 保持现状；没有其他主机待更新")
            : Say($"{Few(question.Hosts)} as it stands; {hosts.Waiting[0]} is next", $"{Few(question.Hosts)} 保持现状；下一台是 {hosts.Waiting[0]}"),
        Answer.RollBack => Say(
            $"{Few(hosts.Back)} back to {Builds(hosts.BackTo)} and its settings{(oneWay is null ? "" : $"; careful, one way: {oneWay}")}",
            $"{Few(hosts.Back)} 回到 {Builds(hosts.BackTo)} 及其配置{(oneWay is null ? "" : $"；注意，此发布不可逆：{oneWay}")}"),
        Answer.Stop => question.Kind == QuestionKind.FilesEdited
            ? Say("ends as Failed; no host was touched", "以失败结束；未触及任何主机")
            : Say($"ends as Failed: {hosts.Updated.Count} new, {hosts.Out.Count} out, {hosts.Waiting.Count} not touched", $"以失败结束：{hosts.Updated.Count} 台新版本，{hosts.Out.Count} 台已摘除，{hosts.Waiting.Count} 台未触及"),
        Answer.Overwrite => Say("the edits on the hosts are lost, the settings win", "主机上的修改将丢失，以配置为准"),
        Answer.TakeOver => Say("the edits become new settings, and it is asked again with them", "修改成为新的配置，并以新配置重新申请发布"),
        _ => "",
    };

    static string Builds(IReadOnlyList<long?> builds) => builds is [var only] ? BuildName(only) : Say("their own builds", "各自原来的构建");

    /// <summary>a; a, b and c; a, b, c and 4 more</summary>
    static string Few(IReadOnlyList<string> names) => names.Count <= 3
        ? string.Join(Say(", ", "、"), names)
        : Say($"{string.Join(", ", names.Take(3))} and {names.Count - 3} more", $"{string.Join("、", names.Take(3))} 等 {names.Count} 台");

    public static string QuestionTitle(Question question, IReadOnlyList<string> operators)
    {
        var whom = string.Concat(operators.Take(4).Select(o => $" @{o}"));
        if (question.Hook is { } hook) return Hooks.Title(hook, question.Wave, whom);
        return question.Kind == QuestionKind.FilesEdited
            ? Say($"Files on {Few(question.Hosts)} were edited by hand. What now,{whom}?", $"{Few(question.Hosts)} 上的文件被手工修改过。怎么办，{whom}？")
            : Say($"{Few(question.Hosts)} failed. What now,{whom}?", $"{Few(question.Hosts)} 失败。怎么办，{whom}？");
    }

    public static string StandingOf(Standing hosts)
    {
        var serve = hosts.Hosts - hosts.Out.Count;
        var waits = hosts.Waiting.Count == 0 ? "" : Say($" {Few(hosts.Waiting)} still {(hosts.Waiting.Count == 1 ? "runs" : "run")} what ran before.", $"{Few(hosts.Waiting)} 仍运行之前的版本。");
        return (hosts.Out.Count == 0
            ? Say($"All {hosts.Hosts} hosts serve.", $"全部 {hosts.Hosts} 台主机都在服务。")
            : Say($"{Few(hosts.Out)} {(hosts.Out.Count == 1 ? "is" : "are")} out; {serve} of {hosts.Hosts} serve.", $"{Few(hosts.Out)} 已摘除；{hosts.Hosts} 台中有 {serve} 台在服务。")) + waits;
    }

    public static string QuestionFoot(Question question, TimeSpan within)
    {
        var again = question.AskAgainAt is { } at ? Say($", again at {Moment(at)}", $"，{Moment(at)} 再次询问") : "";
        return Say($"Asked {Moment(question.AskedAt)}{again}. Without an answer by {Moment(question.AnswerBy)}: Stop here.",
            $"{Moment(question.AskedAt)} 询问{again}。到 {Moment(question.AnswerBy)} 无人回答则：到此为止。");
    }

    public static string StillAsks(Release release, Question question, IReadOnlyList<string> operators, DateTimeOffset now) => Say(
        $"#{release.Id} still waits for an answer{string.Concat(operators.Select(o => $" @{o}"))}: {question.Says} It stops here in {Duration(question.AnswerBy - now)}.",
        $"#{release.Id} 仍在等待回答{string.Concat(operators.Select(o => $" @{o}"))}：{question.Says} {Duration(question.AnswerBy - now)} 后将到此为止。");

    public static string WasAnswered(StateChange answer, string? by) => by is null
        ? Say($"BotOps: {answer.Reason}", $"BotOps 决定：{answer.Reason}")
        : Say($"{by}: {answer.Reason}", $"{by} 的回答：{answer.Reason}");

    public static string AnsweredAhead => Say("Roll back the updated hosts, as --on-fail rollback says", "按 --on-fail rollback 回滚已更新的主机");
    public static string NobodyAnswered => Say("nobody answered in time", "无人及时回答");
    public static string StoppedUnanswered(TimeSpan within, string says) => Say($"Stop here: nobody answered within {Duration(within)}. {says}", $"到此为止：{Duration(within)} 内无人回答。{says}");
    public static string StoppedByPerson(string says) => Say($"Stop here. {says}", $"到此为止。{says}");

    public static string NothingToAnswer(Release release) => Say(
        $"#{release.Id} is {Word(release.State)}; it asks nothing. Nothing changed.", $"#{release.Id} {Word(release.State)}，没有待回答的问题。未做任何更改。");
    public static string NotAnAnswerTo(long id, Answer answer, IReadOnlyList<Answer> possible) => Say(
        $"“{Answers.Name(answer)}” is no answer to what #{id} asks; these are: {string.Join(", ", possible.Select(Answers.Name))}. Nothing changed.",
        $"“{Answers.Name(answer)}”不是 #{id} 所问问题的答案；可选：{string.Join("、", possible.Select(Answers.Name))}。未做任何更改。");
    public static string NotAnAnswer(string typed) => Say(
        $"“{typed}” is no answer; write one of {string.Join(", ", Answers.Names)}.", $"“{typed}”不是可用的回答；请用 {string.Join("、", Answers.Names)} 之一。");
    public static string AnsweredBefore(long id, StateChange given, string? by, bool mine, DateTimeOffset now) => mine
        ? Say($"You have answered #{id} already, {Ago(now - given.At)}: {given.Reason}. Nothing changed by your press.", $"你已在{Ago(now - given.At)}回答过 #{id}：{given.Reason}。本次操作未生效。")
        : Say($"{by ?? "BotOps"} answered #{id} {Ago(now - given.At)} before you: {given.Reason}. Nothing changed by your press.", $"{by ?? "BotOps"} 已先于你在{Ago(now - given.At)}回答了 #{id}：{given.Reason}。本次操作未生效。");
    public static string NothingToGoBackTo(Release release) => release.Kind == ReleaseKind.Restart
        ? Say($"#{release.Id} is a restart: every host runs the version that it ran before, there is nothing to go back to. Nothing changed.", $"#{release.Id} 是重启：每台主机运行的仍是原来的版本，没有可回滚的内容。未做任何更改。")
        : Say($"Nothing ran on these hosts before #{release.Id}: there is nothing to go back to. Nothing changed.", $"#{release.Id} 之前这些主机上没有运行任何版本：无可回滚。未做任何更改。");
    public static string RollBackPastOneWay(string why) => Say($"This release is one way: {why}. Roll back all the same?", $"此发布不可逆：{why}。仍要回滚吗？");
    public static string NotAbortedWhileBack(long id) => Say($"#{id} is rolling back; that goes on to its end. Nothing changed.", $"#{id} 正在回滚，会一直进行到结束。未做任何更改。");

    public static string FilesTakenOver(int revision) => Say(
        $"Take over: the edits are settings revision {revision} now; no host was touched. The same is asked for again with it. Put the edits into the catalog's file as well, else the next apply takes them away.",
        $"采纳主机上的修改：已成为配置版本 {revision}；未触及任何主机。将以新配置重新申请同一发布。请同时把修改写入配置目录文件，否则下次 apply 会将其去掉。");
    public static string FilesEdited(IReadOnlyList<string> lines) => Say($"Not started, no host was touched: {string.Join("; ", lines)}.", $"未开始，未触及任何主机：{string.Join("；", lines)}。");
    public static string AllWentBack(int hosts) => Say($"{hosts} of {hosts} back on what ran before.", $"{hosts} 台主机全部回到之前的版本。");
    public static string DidNotComeBack(IReadOnlyList<string> hosts, string first) => Say(
        $"{Few(hosts)} did not come back and {(hosts.Count == 1 ? "stays" : "stay")} out: {first}", $"{Few(hosts)} 未能恢复，保持摘除：{first}");
    public static string BackOn(long? build) => build is null ? Say("back: nothing runs here, as before", "已回滚：与之前一样未运行任何版本") : Say($"back on {BuildName(build)}", $"已回到 {BuildName(build)}");
    public static string WaveBack(int wave, int back, int failed) => Say(
        $"Wave {wave}: {back} back on what ran before{(failed > 0 ? $", {failed} failed" : "")}", $"批次 {wave}：{back} 台已回到之前的版本{(failed > 0 ? $"，{failed} 台失败" : "")}");
    public static string BadBecause(long release) => Say($"rolled back by #{release}", $"已被 #{release} 回滚");
    public static string LockedByRollback(long release) => Say($"rolled back by #{release}", $"已被 #{release} 回滚");
    public static string BackWaveLog(int wave) => Say($"Wave {wave} back", $"第 {wave} 批回滚");
    public static string HostAtItsEnd(Direction direction, long? build) => direction == Direction.Back
        ? build is null ? Say("── RolledBack, nothing runs here as before", "── RolledBack，与之前一样未运行任何版本") : Say($"── RolledBack, runs {BuildName(build)} again", $"── RolledBack，重新运行 {BuildName(build)}")
        : Say($"── Succeeded, runs {BuildName(build)}", $"── Succeeded，运行 {BuildName(build)}");
}
