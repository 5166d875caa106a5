namespace BotOps.Core;

public static partial class Texts
{
    /// <summary>Hosts that are reached by Salt; the host's name stands before what is wrong with it.</summary>
    public static class Salt
    {
        // salt-api

        public static string NotConfigured(string name) => Say(
            $"there is a host with transport: salt, and no BotOps:Salt:{name}", $"有主机使用 transport: salt，但未设置 BotOps:Salt:{name}");
        public static string LoginRefused(string user, string eauth) => Say(
            $"salt-api does not let {user} in (eauth {eauth}): check BotOps:Salt:User, Password and Eauth, and external_auth of the master",
            $"salt-api 不允许 {user} 登录（eauth {eauth}）：请检查 BotOps:Salt:User、Password、Eauth，以及 master 的 external_auth");
        public static string MayNot(string user, string function) => Say(
            $"salt-api does not let {user} run {function}: external_auth of the master has to give it botops.*, saltutil.find_job and @jobs, and @key where hosts are bought",
            $"salt-api 不允许 {user} 执行 {function}：master 的 external_auth 须授予 botops.*、saltutil.find_job 和 @jobs；若购买主机，还须 @key");
        public static string NotReached(Uri url, string why) => Say($"salt-api at {url} cannot be reached: {why}", $"无法连接 {url} 的 salt-api：{why}");
        public static string NotTrusted(Uri url, string why) => Say(
            $"the certificate of salt-api at {url} is not trusted: {why}: set BotOps:Salt:Ca to the authority that signed it", $"不信任 {url} 的 salt-api 证书：{why}：请将 BotOps:Salt:Ca 设为签发它的机构");
        public static string Slow(Uri url, TimeSpan limit) => Say($"salt-api at {url} gave no answer within {limit.TotalSeconds:0.#} s", $"{url} 的 salt-api 在 {limit.TotalSeconds:0.#} 秒内没有应答");
        public static string Answered(Uri url, int status) => Say(
            $"salt-api at {url} answers HTTP {status}: is the salt-master running?", $"{url} 的 salt-api 返回 HTTP {status}：salt-master 是否在运行？");
        public static string NotSalt(Uri url) => Say($"{url} does not answer as salt-api does", $"{url} 的应答不是 salt-api 的格式");

        // Keys of new machines

        public static string NoKey(string minion) => Say(
            $"minion {minion} has not shown its key to the master yet: is salt-minion in the image, with that id and the master's address?", $"minion {minion} 尚未向 master 提交密钥：镜像中是否有 salt-minion，且 id 与 master 地址正确？");
        public static string KeyOfAnother(string minion) => Say(
            $"the master has refused a key of minion {minion}, another machine had that id: look at salt-key -l all, then salt-key -d {minion}", $"master 拒绝了 minion {minion} 的密钥，该 id 曾属于另一台机器：请查看 salt-key -l all，然后 salt-key -d {minion}");
        public static string WheelFailed(string function, string minion, string said) => Say($"the master did not do {function} for {minion}: {Shown(said)}", $"master 未能对 {minion} 执行 {function}：{Shown(said)}");

        // A minion

        public static string NoSuchMinion(string minion) => Say(
            $"the master knows no minion {minion}: accept its key there (salt-key -a {minion}), or set salt: minion in the catalog",
            $"master 不认识 minion {minion}：请在 master 上接受其密钥（salt-key -a {minion}），或在配置目录中设置 salt: minion");
        public static string NoAnswer(string minion, TimeSpan waited) => Say(
            $"minion {minion} did not answer within {waited.TotalSeconds:0} s: does salt-minion run there, and reach the master? (salt {minion} test.ping)",
            $"minion {minion} 在 {waited.TotalSeconds:0} 秒内没有应答：salt-minion 是否在运行，能否连到 master？（salt {minion} test.ping）");
        public static string DidNotReturn(string minion, string said) => Say(
            $"minion {minion} did not answer ({said}): does salt-minion run there, and reach the master? (salt {minion} test.ping)",
            $"minion {minion} 没有应答（{said}）：salt-minion 是否在运行，能否连到 master？（salt {minion} test.ping）");
        public static string Lost(string minion, string function) => Say(
            $"minion {minion} answers, but {function} came to no end there, twice: its log says why", $"minion {minion} 有应答，但 {function} 两次都没有结束：原因见其日志");
        public static string NoModule(string minion, string function) => Say(
            $"minion {minion} has no {function}: copy deploy/salt/_modules/botops.py to _modules of the master's file_roots, then salt {minion} saltutil.sync_modules",
            $"minion {minion} 没有 {function}：请将 deploy/salt/_modules/botops.py 复制到 master 的 file_roots 下的 _modules，然后执行 salt {minion} saltutil.sync_modules");
        public static string OtherModule(string minion) => Say(
            $"minion {minion} has the module botops of another version: copy this version's deploy/salt/_modules/botops.py to the master, then salt {minion} saltutil.sync_modules",
            $"minion {minion} 的 botops 模块版本不符：请将本版本的 deploy/salt/_modules/botops.py 复制到 master，然后执行 salt {minion} saltutil.sync_modules");
        public static string Failed(string minion, string function, string why) => Say(
            $"{function} failed on minion {minion}: {why}; the minion's log says more", $"{function} 在 minion {minion} 上失败：{why}；详见 minion 的日志");
        public static string ReturnedNothing(string minion, string function, string what) => Say(
            $"minion {minion} returned {what} for {function}, which is no answer: its log says why", $"minion {minion} 对 {function} 返回 {what}，不是有效应答：原因见其日志");
        public static string Said(string minion, string what) => Say($"minion {minion} says: {what}", $"minion {minion} 返回：{what}");
        public static string TooLarge(string path, long bytes) => Say(
            $"cannot put {path} there: Salt carries no file of {bytes} bytes", $"无法放置 {path}：Salt 不传输 {bytes} 字节的文件");

        // Doctor

        public static string NotUsed => Say("no host is reached by Salt", "没有主机通过 Salt 连接");
        public static string Well(Uri url, int minions) => Say(
            $"salt-api at {url} lets BotOps in, {(minions == 1 ? "1 minion" : $"{minions} minions")} answered", $"{url} 的 salt-api 可登录，{minions} 个 minion 有应答");

        // Configuration

        public static string NotAnAddress(string text) => Say(
            $"BotOps:Salt:Url is '{text}'. Write https://salt.example.org:8000; http is for this machine alone, as the password goes over it.",
            $"BotOps:Salt:Url 为“{text}”。请写 https://salt.example.org:8000；由于会传送密码，http 仅限本机。");
        public static string NoCa(string path, string why) => Say($"BotOps:Salt:Ca: {path} cannot be read: {why}", $"BotOps:Salt:Ca：无法读取 {path}：{why}");
    }
}
